package com.plugsky.conformance.vis;

import static com.plugsky.conformance.Rule.must;
import static com.plugsky.conformance.Rule.should;

import com.plugsky.conformance.Expect;
import com.plugsky.conformance.Json;
import com.plugsky.conformance.Probe;
import com.plugsky.conformance.Rule;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Answer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** VIS-01 to VIS-08: images in a request. */
public final class ImageRules {
    /** One pixel, PNG. */
    public static final String PIXEL =
            "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==";

    private static final String PLACE = "filled up";
    private static final int BIG = 21 * 1024 * 1024;
    private static final int FETCH_WAIT = 300;

    private ImageRules() {}

    public static List<Rule> all() {
        return List.of(
                must("VIS-01", "a PNG in a data URI is answered by a model that sees", probe -> {
                    Expect.status(probe.chat(image(probe, vision(probe), PIXEL)), 200);
                    for (String detail : List.of("auto", "low", "high")) {
                        Expect.status(probe.chat(detailed(probe, detail)), 200);
                    }
                }),
                must("VIS-02", "an image to a model that reads only is 400", probe -> {
                    String model = Target.need(probe.target().models().textOnly(), "a text-only model");
                    Expect.badRequest(probe, probe.chat(image(probe, model, PIXEL)), "messages[0].content[1].type");
                }),
                must(
                        "VIS-03",
                        "a detail other than auto, low and high is 400",
                        probe -> Expect.badRequest(
                                probe,
                                probe.chat(detailed(probe, "medium")),
                                "messages[0].content[1].image_url.detail")),
                must("VIS-04", "broken base64 is 400", ImageRules::broken),
                must("VIS-05", "an address inside the server's network is 400 and never fetched", ImageRules::inside),
                must("VIS-06", "an unknown kind of part is 400", ImageRules::unknownPart),
                must("VIS-07", "an image in a system, assistant or tool message is 400", ImageRules::wrongRole),
                should("VIS-08", "an image of 20 MB is no fault of the server", probe -> {
                    ObjectNode body = image(probe, vision(probe), "data:image/png;base64," + PLACE);
                    Answer answer =
                            Expect.noServerFault(probe.send(probe.chatRequest(Json.filled(body, PLACE, 'A', BIG))));
                    Expect.that(
                            List.of(200, 400, 413).contains(answer.status()),
                            "status: %d (expected: 200, 400 or 413)",
                            answer.status());
                }));
    }

    private static String vision(Probe probe) {
        return Target.need(probe.target().models().vision(), "a vision model");
    }

    /** A request with a text part and an image part. */
    public static ObjectNode image(Probe probe, String model, String url) {
        ObjectNode body = probe.minimal(model);
        ArrayNode parts = ((ObjectNode) body.path("messages").get(0)).putArray("content");
        parts.add(Json.of("{'type': 'text', 'text': 'What is in this picture?'}"));
        ObjectNode part = Json.of("{'type': 'image_url', 'image_url': {}}");
        ((ObjectNode) part.path("image_url")).put("url", url);
        parts.add(part);
        return body;
    }

    private static ObjectNode detailed(Probe probe, String detail) {
        ObjectNode body = image(probe, vision(probe), PIXEL);
        ((ObjectNode) body.at("/messages/0/content/1/image_url")).put("detail", detail);
        return body;
    }

    private static void broken(Probe probe) throws IOException {
        for (String url : List.of(
                "data:image/png;base64,%%%",
                "data:image/png;base64,AAAA",
                "data:image/png;base64,",
                "data:text/plain;base64,SGk=",
                "data:",
                "data:,x",
                "not a url",
                "")) {
            Expect.within(
                    "url '" + url + "'",
                    () -> Expect.badRequest(
                            probe,
                            probe.chat(image(probe, vision(probe), url)),
                            "messages[0].content[1].image_url.url"));
        }
    }

    private static void inside(Probe probe) throws IOException {
        try (ServerSocket trap = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String local = "http://127.0.0.1:" + trap.getLocalPort() + "/a.png";
            for (String url : List.of(
                    local,
                    local.replace("127.0.0.1", "localhost"),
                    local.replace("127.0.0.1", "[::1]"),
                    local.replace("127.0.0.1", "2130706433"),
                    "http://169.254.169.254/latest/meta-data",
                    "http://10.0.0.1/a.png",
                    "file:///etc/passwd",
                    "ftp://127.0.0.1/a",
                    "gopher://127.0.0.1")) {
                Expect.within(url, () -> Expect.badRequest(probe, probe.chat(image(probe, vision(probe), url)), null));
            }
            Expect.that(!visited(trap), "the server fetched %s", local);
        }
    }

    private static boolean visited(ServerSocket trap) throws IOException {
        trap.setSoTimeout(FETCH_WAIT);
        try {
            trap.accept().close();
            return true;
        } catch (SocketTimeoutException nobodyCame) {
            return false;
        }
    }

    private static void unknownPart(Probe probe) throws IOException {
        Expect.badRequest(
                probe,
                probe.chat(probe.minimalWith(
                        "{'messages': [{'role': 'user', 'content': [{'type': 'video', 'text': 'Hi'}]}]}")),
                "messages[0].content[0].type");
        Expect.badRequest(
                probe,
                probe.chat(probe.minimalWith("{'messages': [{'role': 'user', 'content': [{'text': 'Hi'}]}]}")),
                "messages[0].content[0].type");
    }

    private static void wrongRole(Probe probe) throws IOException {
        JsonNode parts = image(probe, vision(probe), PIXEL).at("/messages/0/content");
        for (String role : List.of("system", "developer", "assistant", "tool")) {
            ObjectNode body = probe.minimal(vision(probe));
            ArrayNode messages = (ArrayNode) body.path("messages");
            if (role.equals("tool")) {
                messages.add(
                        Json.of(
                                "{'role': 'assistant', 'tool_calls': [{'id': 'c1', 'type': 'function', 'function': {'name': 'f', 'arguments': '{}'}}]}"));
            }
            ObjectNode message = messages.addObject().put("role", role);
            message.set("content", parts);
            if (role.equals("tool")) {
                message.put("tool_call_id", "c1");
            }
            Expect.badRequest(probe, probe.chat(body), "messages[" + (messages.size() - 1) + "].content[1].type");
        }
    }
}
