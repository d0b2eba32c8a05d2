package com.plugsky.conformance;

import static java.util.Map.entry;

import com.plugsky.conformance.aut.KeyRules;
import com.plugsky.conformance.err.ErrorRules;
import com.plugsky.conformance.fus.FusionRules;
import com.plugsky.conformance.gwy.GatewayRules;
import com.plugsky.conformance.hdr.HeaderRules;
import com.plugsky.conformance.jso.JsonAnswerRules;
import com.plugsky.conformance.mod.ModelRules;
import com.plugsky.conformance.req.RequestRules;
import com.plugsky.conformance.res.CompletionRules;
import com.plugsky.conformance.str.StreamRules;
import com.plugsky.conformance.too.ToolRules;
import com.plugsky.conformance.trb.TroubleRules;
import com.plugsky.conformance.vis.ImageRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The catalogue of all rules, by group and number. */
public final class Rules {
    private static final Map<String, String> TITLES = Map.ofEntries(
            entry("REQ", "requests"),
            entry("RES", "answers"),
            entry("STR", "streams"),
            entry("TOO", "tools"),
            entry("JSO", "JSON answers"),
            entry("VIS", "images"),
            entry("ERR", "errors"),
            entry("AUT", "keys"),
            entry("HDR", "headers"),
            entry("MOD", "models"),
            entry("FUS", "routing"),
            entry("TRB", "trouble"),
            entry("GWY", "gateways"));
    private static final List<String> GROUPS =
            List.of("REQ", "RES", "STR", "TOO", "JSO", "VIS", "ERR", "AUT", "HDR", "MOD", "FUS", "TRB", "GWY");

    private Rules() {}

    public static List<Rule> all() {
        return Stream.of(
                        RequestRules.all(),
                        CompletionRules.all(),
                        StreamRules.all(),
                        ToolRules.all(),
                        JsonAnswerRules.all(),
                        ImageRules.all(),
                        ErrorRules.all(),
                        KeyRules.all(),
                        HeaderRules.all(),
                        ModelRules.all(),
                        FusionRules.all(),
                        TroubleRules.all(),
                        GatewayRules.all())
                .flatMap(List::stream)
                .sorted(Comparator.comparingInt((Rule rule) -> GROUPS.indexOf(rule.group()))
                        .thenComparing(Rule::id))
                .toList();
    }

    /** What a group is about, in a word or two; a group's own name for one that is not of the catalogue. */
    public static String title(String group) {
        return TITLES.getOrDefault(group, group);
    }

    public static List<String> groups() {
        return GROUPS;
    }
}
