package com.plugsky.json;

/**
 * A top-level member of a JSON object and the bytes of its value.
 *
 * @param name the member's name
 * @param start the offset of the value's first byte, or -1 if nobody asked for it
 * @param end the offset after the value's last byte, or -1 if nobody asked for it
 * @param isNull whether the value is null, which means the same as leaving the member out
 */
public record Member(String name, int start, int end, boolean isNull) {}
