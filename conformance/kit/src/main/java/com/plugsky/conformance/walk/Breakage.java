package com.plugsky.conformance.walk;

/**
 * The one place where a request is broken.
 *
 * @param keyword the keyword's place in the contract
 * @param pointer the place in the request, a JSON pointer
 * @param param the same place as an error names it; empty where an error may name another
 */
public record Breakage(String keyword, String pointer, String param) {
    @Override
    public String toString() {
        return keyword + " at " + (pointer.isEmpty() ? "/" : pointer);
    }
}
