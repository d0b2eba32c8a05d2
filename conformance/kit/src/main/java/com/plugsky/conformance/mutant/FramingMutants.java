package com.plugsky.conformance.mutant;

import static com.plugsky.conformance.mutant.Blocks.each;
import static com.plugsky.conformance.mutant.Blocks.replaced;
import static com.plugsky.conformance.mutant.Blocks.with;
import static com.plugsky.conformance.mutant.Damages.blocks;
import static com.plugsky.conformance.mutant.Damages.isDone;

import com.plugsky.conformance.mutant.proxy.Damage;
import java.util.List;

/** Servers whose streams are framed or sent wrongly: lines, comments, ends, and when they come. */
final class FramingMutants {
    private FramingMutants() {}

    static List<Mutant> all() {
        return List.of(
                Mutant.of(
                        "accept-html",
                        "Accept: text/html is answered without a stream",
                        Damage.instead(asked -> asked.streams() && "text/html".equals(asked.header("Accept"))
                                ? Canned.answer(asked).withHeader("Content-Type", "text/html")
                                : null),
                        "STR-01"),
                Mutant.of(
                        "no-space",
                        "data: has no space behind it",
                        blocks(each(block -> block.replace("data: ", "data:"))),
                        "STR-02"),
                Mutant.of(
                        "carriage-returns",
                        "lines end with CR LF",
                        blocks(each(block -> block.replace("\n", "\r\n"))),
                        "STR-02"),
                Mutant.of(
                        "not-json",
                        "an event is cut",
                        blocks(blocks -> replaced(blocks, 1, blocks.get(1).replace("}\n\n", "\n\n"))),
                        "STR-02"),
                Mutant.of(
                        "no-done",
                        "there is no [DONE]",
                        blocks(blocks ->
                                blocks.stream().filter(block -> !isDone(block)).toList()),
                        "STR-03"),
                Mutant.of(
                        "done-unclosed",
                        "[DONE] has no blank line",
                        blocks(each(block -> isDone(block) ? "data: [DONE]\n" : block)),
                        "STR-03"),
                Mutant.of(
                        "after-done",
                        "something comes after [DONE]",
                        blocks(blocks -> with(blocks, blocks.size(), "data: {}\n\n")),
                        "STR-03"),
                Mutant.of("id-lines", "events have id lines", blocks(each(block -> "id: 1\n" + block)), "STR-13"),
                Mutant.of(
                        "event-lines",
                        "events have event lines",
                        blocks(each(block -> "event: message\n" + block)),
                        "STR-13"),
                Mutant.of(
                        "comment-alone",
                        "a comment has a blank line of its own",
                        blocks(blocks -> with(blocks, 1, ": ping\n\n")),
                        "STR-15"),
                Mutant.of(
                        "characters-cut",
                        "a character is cut in two",
                        blocks(each(block -> block.replaceAll("[^\\x00-\\x7F]", "\uFFFD"))),
                        "STR-16",
                        "GWY-06"),
                Mutant.of(
                        "whole",
                        "a stream comes whole, with its length",
                        Damage.manner(Damage.Manner.WHOLE),
                        "STR-20",
                        "GWY-07"),
                Mutant.of(
                        "cached",
                        "a stream may be cached",
                        Damage.answers((asked, reply) ->
                                asked.streams() ? reply.withHeader("Cache-Control", "max-age=60") : reply),
                        "STR-20"),
                Mutant.of(
                        "swallows-cancel",
                        "a caller's leaving is not passed on",
                        Damage.manner(Damage.Manner.DEAF),
                        "STR-21",
                        "GWY-01"));
    }
}
