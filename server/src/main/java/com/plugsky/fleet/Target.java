package com.plugsky.fleet;

import com.plugsky.fleet.upstream.Access;
import com.plugsky.fleet.upstream.Manners;
import com.plugsky.fleet.upstream.ParameterMap;
import com.plugsky.fleet.upstream.Timeouts;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** A place that answers for a model. */
public sealed interface Target {

    /**
     * The engine inside this process.
     *
     * @param latency the time that it takes; null: as the settings say
     */
    record Embedded(@Nullable Latency latency) implements Target {

        /** One that takes the time that the settings say. */
        public Embedded() {
            this(null);
        }
    }

    /**
     * The engine that fails on purpose.
     *
     * @param number the status of {@link Kind#STATUS}, the chunks of {@link Kind#CUT_AFTER}; 0 for the others
     */
    record Mock(Kind kind, int number) implements Target {

        /** How it fails; docs/guides/test-your-client.md tells what each does. */
        public enum Kind {
            STATUS,
            STALL,
            CUT_AFTER,
            NO_DONE,
            ERROR_MID_STREAM,
            SLOW_DRIP,
            RESET,
            MALFORMED_CHUNK,
            MISSING_INDEX,
            SPLIT_UTF8,
            HTML_200
        }
    }

    /**
     * A server that speaks OpenAI's protocol, or nearly. Two with equal settings are one target, also across reloads.
     *
     * @param url its base, such as {@code http://127.0.0.1:8000/v1}, without a slash at its end
     * @param model the name that it knows the model by
     * @param weight its share among the targets of one model, 1 to 1000; defaults to 1
     * @param concurrency how many requests it is given at once; what is over goes elsewhere. By default the server's own bound on
     *     requests in flight holds alone
     */
    record Upstream(
            URI url,
            String model,
            Access access,
            int weight,
            int concurrency,
            Timeouts timeouts,
            ParameterMap parameters,
            Manners manners)
            implements Target {

        public static final int USUAL_CONCURRENCY = 100_000;

        /** One with the usual settings. */
        public Upstream(URI url, String model) {
            this(url, model, Access.PLAIN, 1, USUAL_CONCURRENCY, Timeouts.USUAL, ParameterMap.NONE, Manners.USUAL);
        }

        /** Of what tells targets apart; each request looks its target's state up, and all the settings take long. */
        @Override
        public int hashCode() {
            return 31 * url.hashCode() + model.hashCode();
        }

        /** The same server under another of its models. */
        public Upstream named(String other) {
            return new Upstream(url, other, access, weight, concurrency, timeouts, parameters, manners);
        }

        /** The same model reached in another way. */
        public Upstream with(Access other) {
            return new Upstream(url, model, other, weight, concurrency, timeouts, parameters, manners);
        }
    }
}
