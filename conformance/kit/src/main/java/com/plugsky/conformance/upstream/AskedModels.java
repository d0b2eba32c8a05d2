package com.plugsky.conformance.upstream;

import java.util.List;
import java.util.stream.Stream;

/** The models of the scripted upstream that rules ask a gateway for. */
public final class AskedModels {
    /** One that is silent for longer than any rule looks, so that what ends it is the caller's leaving: a gateway has to wait for it. */
    public static final String PATIENT = "fault-stall-20000";

    /** Those that answer rightly, some at a pace. */
    public static final List<String> RIGHT = List.of("paced-400", "paced-50", "scripted");

    /** What each does wrong, as its name says. */
    public static final List<String> WRONG = Stream.of(
                    "status-500",
                    "status-400",
                    "status-422",
                    "status-401",
                    "status-403",
                    "status-429",
                    "status-429-7",
                    "html",
                    "reset",
                    "reset-at-mid-stream",
                    "stall",
                    "half-json",
                    "error-event",
                    "cut",
                    "cut-at-before-first-token",
                    "cut-at-before-done",
                    "status-429-date-7",
                    "split-utf8",
                    "crlf",
                    "bom",
                    "comments",
                    "reasoning",
                    "missing-index",
                    "wrong-finish",
                    "changed-id",
                    "repeated-role",
                    "repeated-name",
                    "usage-everywhere",
                    "no-role",
                    "empty-finish",
                    "error-null")
            .map(fault -> "fault-" + fault)
            .toList();

    private AskedModels() {}

    /** All of them. */
    public static List<String> all() {
        return Stream.of(WRONG, RIGHT, List.of(PATIENT)).flatMap(List::stream).toList();
    }
}
