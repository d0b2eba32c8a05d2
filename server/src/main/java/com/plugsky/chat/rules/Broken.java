package com.plugsky.chat.rules;

import com.plugsky.chat.fault.Found;
import com.plugsky.chat.fault.Place;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;

/** Makes the refusals of broken rules. */
final class Broken {

    private Broken() {}

    /** {@code place: shown (expected: expected)}. */
    static Refusal value(Place place, String shown, String expected) {
        return value(ErrorCode.INVALID_VALUE, place, shown, expected);
    }

    static Refusal value(ErrorCode code, Place place, String shown, String expected) {
        return at(code, place, place + ": " + shown + " (expected: " + expected + ")");
    }

    /** A refusal whose message names more than the one place. */
    static Refusal at(ErrorCode code, Place place, String message) {
        return Refusal.of(code, message, place.param());
    }

    /** A caller's text in quotes, cut for people to read. */
    static String quoted(String text) {
        return "'" + Found.shown(text) + "'";
    }
}
