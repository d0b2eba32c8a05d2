package com.plugsky.cli;

import com.plugsky.config.ServerSettings;
import java.util.List;

/**
 * What a server says when it has started: where it is, who may call, and what to try.
 *
 * @param port the one in use
 * @param open whether no key is asked
 */
record Welcome(ServerSettings server, int port, boolean open) {

    List<String> lines() {
        String base = (server.tlsCert() == null ? "http" : "https") + "://" + host() + ":" + port;
        String access = open ? "open: no key is asked, loopback only" : "keyed: Authorization: Bearer KEY";
        String key = open ? "" : " -H \"authorization: Bearer $PLUGSKY_API_KEY\"";
        return List.of(
                "Plugsky serves " + base + "/v1 (" + access + ")",
                "  docs  " + base + "/docs",
                "  try   curl -N " + base + "/v1/chat/completions -H 'content-type: application/json'" + key
                        + " -d '{\"model\": \"plugsky-fusion\", \"stream\": true,"
                        + " \"messages\": [{\"role\": \"user\", \"content\": \"Hello!\"}]}'");
    }

    /** An address that a client on this machine can use. */
    private String host() {
        return switch (server.host()) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            case String host when host.contains(":") -> "[" + host + "]";
            case String host -> host;
        };
    }
}
