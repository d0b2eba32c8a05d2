package com.plugsky.engine.upstream.relay.walk;

import java.nio.charset.StandardCharsets;

/** The names and values that answers are looked through for. */
final class Names {

    static final byte[] ID = ascii("id");
    static final byte[] OBJECT = ascii("object");
    static final byte[] CREATED = ascii("created");
    static final byte[] MODEL = ascii("model");
    static final byte[] CHOICES = ascii("choices");
    static final byte[] USAGE = ascii("usage");
    static final byte[] ERROR = ascii("error");
    static final byte[] INDEX = ascii("index");
    static final byte[] DELTA = ascii("delta");
    static final byte[] MESSAGE = ascii("message");
    static final byte[] CONTENT = ascii("content");
    static final byte[] FINISH_REASON = ascii("finish_reason");
    static final byte[] ROLE = ascii("role");
    static final byte[] TOOL_CALLS = ascii("tool_calls");
    static final byte[] TYPE = ascii("type");
    static final byte[] FUNCTION = ascii("function");
    static final byte[] CUSTOM = ascii("custom");
    static final byte[] NAME = ascii("name");
    static final byte[] ARGUMENTS = ascii("arguments");

    static final byte[] NULL = ascii("null");
    static final byte[] EMPTY = ascii("\"\"");
    static final byte[] EMPTY_OBJECT = ascii("{}");
    static final byte[] EMPTY_OBJECT_TEXT = ascii("\"{}\"");
    static final byte[] CHUNK = ascii("\"chat.completion.chunk\"");
    static final byte[] COMPLETION = ascii("\"chat.completion\"");
    static final byte[] ASSISTANT = ascii("\"assistant\"");
    static final byte[] STOP = ascii("\"stop\"");
    static final byte[] CALLED = ascii("\"tool_calls\"");

    private Names() {}

    /** ASCII as bytes. */
    static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    /** A member as JSON; the name is ASCII without anything to escape. */
    static byte[] member(byte[] name, byte[] value) {
        byte[] member = new byte[name.length + value.length + 3];
        member[0] = '"';
        System.arraycopy(name, 0, member, 1, name.length);
        member[name.length + 1] = '"';
        member[name.length + 2] = ':';
        System.arraycopy(value, 0, member, name.length + 3, value.length);
        return member;
    }

    /** A number as JSON. */
    static byte[] number(long value) {
        return ascii(Long.toString(value));
    }
}
