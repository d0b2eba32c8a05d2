package com.plugsky.conformance.report;

/**
 * Something found by generated requests, which belongs to no single rule.
 *
 * @param source who found it, for example {@code schemathesis} or {@code walk}
 * @param id the name of the check that failed
 * @param title one line
 * @param text the details, with what was sent and what came
 * @param counts whether the profile holds the server to it; others are told and count for nothing
 * @param curl a command that repeats it, without keys; empty if there is none
 */
public record Finding(String source, String id, String title, String text, boolean counts, String curl) {}
