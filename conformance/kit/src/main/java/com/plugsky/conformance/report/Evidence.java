package com.plugsky.conformance.report;

import com.plugsky.conformance.wire.Answer;
import com.plugsky.conformance.wire.Endpoint;
import com.plugsky.conformance.wire.Exchange;
import com.plugsky.conformance.wire.Header;
import com.plugsky.conformance.wire.Request;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;

/** Requests and answers as people read them, without keys and cut to a bound. */
public final class Evidence {
    private static final int HEX_BYTES = 256;
    private static final int HEX_LINE = 16;
    private static final int TAIL = 3;

    private final Endpoint endpoint;
    private final Secrets secrets;
    private final int most;

    /** @param most characters of each text */
    public Evidence(Endpoint endpoint, Secrets secrets, int most) {
        this.endpoint = endpoint;
        this.secrets = secrets;
        this.most = most;
    }

    /** The same, with shorter or longer texts. */
    Evidence within(int characters) {
        return new Evidence(endpoint, secrets, characters);
    }

    /** Any text, without keys and cut. */
    public String text(String text) {
        return cut(secrets.outOf(text));
    }

    /** What was sent. */
    public String request(Exchange exchange) {
        byte[] sent = exchange.sent();
        return sent == null
                ? request(exchange.request())
                : text(new String(sent, StandardCharsets.UTF_8).replace("\r\n", "\n"));
    }

    /** A command that sends the same again, with the key in the variable API_KEY. */
    public String command(Exchange exchange) {
        byte[] sent = exchange.sent();
        return sent == null ? curl(exchange.request()) : RawCommand.of(sent, endpoint, secrets);
    }

    /** Request line, headers and body. */
    public String request(Request request) {
        StringBuilder text = new StringBuilder();
        text.append(request.method()).append(' ').append(request.target()).append(" HTTP/1.1\n");
        text.append("Host: ").append(endpoint.authority()).append('\n');
        for (Header header : endpoint.complete(request).headers()) {
            text.append(header).append('\n');
        }
        text.append('\n').append(body(request.body()));
        return text(text.toString());
    }

    /** Status line, headers and body. */
    public String answer(Answer answer) {
        String head = new String(answer.head().bytes(), StandardCharsets.ISO_8859_1).replace("\r\n", "\n");
        String end = answer.complete() ? "" : "\n[the body did not end as its framing says]";
        return text(head + body(answer.body()) + end);
    }

    /** A command that sends the request again, with the key in the variable API_KEY. */
    public String curl(Request request) {
        StringBuilder line = new StringBuilder("curl -sS -i");
        if (!request.method().equals("GET")) {
            line.append(" -X ").append(request.method());
        }
        line.append(' ').append(quoted(url(request.target())));
        for (Header header : endpoint.complete(request).headers()) {
            line.append(" -H ").append(quoted(header.toString()));
        }
        if (request.body().length > most) {
            line.append(" --data-binary @request.json # its ")
                    .append(request.body().length)
                    .append(" bytes are too many to show");
        } else if (request.body().length > 0) {
            line.append(" --data-binary ").append(data(request.body()));
        }
        return secrets.outOf(line.toString());
    }

    private String url(String target) {
        return (endpoint.tls() ? "https://" : "http://") + endpoint.authority() + target;
    }

    /** In single quotes, and in double ones where the key's variable stands. */
    private String quoted(String text) {
        String clean = secrets.outOf(text);
        return clean.contains(Secrets.PLACE)
                ? '"' + clean.replace("\\", "\\\\").replace("\"", "\\\"") + '"'
                : "'" + clean.replace("'", "'\\''") + "'";
    }

    private static String data(byte[] body) {
        if (isText(body)) {
            return "'" + new String(body, StandardCharsets.UTF_8).replace("'", "'\\''") + "'";
        }
        StringBuilder escaped = new StringBuilder("$'");
        for (byte b : body) {
            escaped.append(String.format(Locale.ROOT, "\\x%02x", b));
        }
        return escaped.append('\'').toString();
    }

    private static String body(byte[] body) {
        return isText(body) ? new String(body, StandardCharsets.UTF_8) : hex(body);
    }

    private static String hex(byte[] body) {
        StringBuilder lines = new StringBuilder("[" + body.length + " bytes that are no text]\n");
        HexFormat format = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < Math.min(body.length, HEX_BYTES); at += HEX_LINE) {
            int end = Math.min(body.length, at + HEX_LINE);
            lines.append(String.format(Locale.ROOT, "%06x  %s%n", at, format.formatHex(body, at, end)));
        }
        return lines.toString();
    }

    private static boolean isText(byte[] body) {
        try {
            var decoded = StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return decoded.chars().allMatch(c -> c >= ' ' || c == '\n' || c == '\r' || c == '\t');
        } catch (CharacterCodingException binary) {
            return false;
        }
    }

    private String cut(String text) {
        if (text.length() <= most) {
            return text;
        }
        // What comes last is often what matters, for example in a stream.
        int last = most / TAIL;
        return text.substring(0, most - last)
                + "\n[" + (text.length() - most) + " characters left out]\n"
                + text.substring(text.length() - last);
    }
}
