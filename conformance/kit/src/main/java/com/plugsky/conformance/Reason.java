package com.plugsky.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BinaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/**
 * Why a rule is there.
 *
 * @param why who is hurt by its breach, and how; a sentence
 * @param sources who says so: documents, sections of standards, weaknesses of the CWE list, and threads in public trackers as
 *     {@code owner/repository#number}
 */
public record Reason(String why, List<String> sources) {
    private static final String FILE = "reasons.yaml";
    private static final Pattern THREAD = Pattern.compile("([\\w.-]+/[\\w.-]+)#([0-9]+)");
    private static final Reason NONE = new Reason("", List.of());
    private static final Map<String, Reason> BY_RULE = read();

    public Reason {
        sources = List.copyOf(sources);
    }

    /** That of the rule with this id; an empty one for a rule that is not of the catalogue. */
    public static Reason of(String rule) {
        return BY_RULE.getOrDefault(rule, NONE);
    }

    /** A text with links in place of the threads, each made of the thread and its address. */
    public static String linked(String text, BinaryOperator<String> link) {
        return THREAD.matcher(text)
                .replaceAll(thread -> Matcher.quoteReplacement(link.apply(
                        thread.group(), "https://github.com/" + thread.group(1) + "/issues/" + thread.group(2))));
    }

    /** Ids of the rules that have one, in their order. */
    static Set<String> rules() {
        return BY_RULE.keySet();
    }

    private static Map<String, Reason> read() {
        try (InputStream in = Reason.class.getResourceAsStream(FILE)) {
            if (in == null) {
                throw new IllegalStateException(FILE + ": missing in the kit's jar");
            }
            Map<String, Reason> reasons = new LinkedHashMap<>();
            for (Map.Entry<String, JsonNode> rule :
                    new YAMLMapper().readTree(in).properties()) {
                List<String> sources = rule.getValue()
                        .path("sources")
                        .valueStream()
                        .map(JsonNode::stringValue)
                        .toList();
                reasons.put(
                        rule.getKey(), new Reason(rule.getValue().path("why").stringValue(), sources));
            }
            return reasons;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
