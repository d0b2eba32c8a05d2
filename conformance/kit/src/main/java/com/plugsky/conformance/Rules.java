package com.plugsky.conformance;

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
import java.util.stream.Stream;

/** The catalogue of all rules, by group and number. */
public final class Rules {
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
                .map(Hurt::with)
                .sorted(Comparator.comparingInt((Rule rule) -> GROUPS.indexOf(rule.group()))
                        .thenComparing(Rule::id))
                .toList();
    }

    public static List<String> groups() {
        return GROUPS;
    }
}
