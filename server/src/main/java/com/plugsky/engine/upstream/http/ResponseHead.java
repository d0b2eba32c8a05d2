package com.plugsky.engine.upstream.http;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.Header;
import org.jspecify.annotations.Nullable;

/** The status and headers of an answer. */
public final class ResponseHead {

    private final ClassicHttpResponse response;

    ResponseHead(ClassicHttpResponse response) {
        this.response = response;
    }

    /** The status, 200 or more. */
    public int status() {
        return response.getCode();
    }

    /** The first value of a header; null if there is none. */
    public @Nullable String value(String name) {
        Header header = response.getFirstHeader(name);
        return header == null ? null : header.getValue();
    }

    /** The media type in lower case, without its parameters; empty if there is none. */
    public String mediaType() {
        String type = value("content-type");
        if (type == null) {
            return "";
        }
        int end = type.indexOf(';');
        return (end < 0 ? type : type.substring(0, end)).strip().toLowerCase(Locale.ROOT);
    }

    /** Hands out each header with its name in lower case, in the order in which they came. */
    public void forEach(BiConsumer<String, String> each) {
        for (Header header : response.getHeaders()) {
            String value = header.getValue();
            if (value != null) {
                each.accept(header.getName().toLowerCase(Locale.ROOT), value);
            }
        }
    }

    /** All headers, names in lower case; of those that came twice the first. */
    public Map<String, String> headers() {
        var all = new LinkedHashMap<String, String>();
        forEach(all::putIfAbsent);
        return all;
    }
}
