package com.plugsky.chat.once;

import com.plugsky.chat.Answer;
import com.plugsky.engine.EngineFailure;
import com.plugsky.error.Refusal;
import java.io.IOException;
import java.util.Map;

/** What a request with an {@code Idempotency-Key} is: the first of its key, or one more. */
public sealed interface Turn {

    /** The first one: it makes the answer, or calls {@link #forget}. */
    final class First implements Turn {

        private final Recording recording;
        private final Runnable ended;

        First(Recording recording, Runnable ended) {
            this.recording = recording;
            this.ended = ended;
        }

        /**
         * The same answer, noted while it is written.
         *
         * @param decision headers that the response has already
         */
        public Answer noting(Map<String, String> decision, Answer answer) {
            recording.head(decision);
            return sink -> {
                try {
                    answer.write(new RecordingSink(sink, recording));
                } catch (EngineFailure failure) {
                    recording.fail(failure);
                    throw failure;
                } catch (Refusal refusal) {
                    recording.refuse(refusal);
                    throw refusal;
                } finally {
                    forget();
                }
            };
        }

        /** Says that there will be no answer, or none that can be kept: the key is free again. */
        public void forget() {
            recording.lose(); // without effect on one that has ended
            ended.run();
        }
    }

    /** One more: the answer of the first one, as far as it is made and as it comes. */
    final class Again implements Turn, Answer {

        private final Recording recording;

        Again(Recording recording) {
            this.recording = recording;
        }

        @Override
        public void write(com.plugsky.engine.Sink sink) throws IOException, EngineFailure {
            recording.follow(sink);
        }
    }
}
