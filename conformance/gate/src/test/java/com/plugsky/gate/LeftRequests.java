package com.plugsky.gate;

import com.plugsky.conformance.Json;
import com.plugsky.conformance.Target;
import com.plugsky.conformance.wire.Deadline;
import com.plugsky.conformance.wire.KeptWire;
import com.plugsky.conformance.wire.Request;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What the server's log says of requests whose clients left before the answer. */
final class LeftRequests {
    private static final Duration LOOKING = Duration.ofSeconds(5);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(50);
    private static final List<Duration> STAYS =
            List.of(Duration.ofMillis(500), Duration.ofSeconds(2), Duration.ofSeconds(8));

    private LeftRequests() {}

    /**
     * The outcome of a request that its client leaves; once more, and staying longer, if the server had not read it yet.
     *
     * @param leave asks a model that never answers, for the user that it is given, and leaves after the time that it is given
     */
    static String outcome(Target target, BiConsumer<String, Duration> leave) throws IOException {
        for (Duration stay : STAYS) {
            String user = "left-" + UUID.randomUUID();
            leave.accept(user, stay);
            String outcome = logged(target, user);
            if (outcome != null) {
                return outcome;
            }
        }
        return "the server read none of the requests";
    }

    private static @Nullable String logged(Target target, String user) throws IOException {
        Request page = Request.get("/v1/plugsky/requests?limit=100")
                .with("Authorization", "Bearer " + target.keys().infer());
        Deadline deadline = Deadline.in(LOOKING);
        try (KeptWire wire = new KeptWire(target.endpoint())) {
            while (!deadline.passed()) {
                for (JsonNode entry :
                        Json.read(wire.exchange(page, deadline).text()).path("data")) {
                    if (entry.path("user").asString("").equals(user)) {
                        return entry.path("outcome").asString();
                    }
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
            return null;
        }
    }
}
