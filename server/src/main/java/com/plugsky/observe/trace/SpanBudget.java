package com.plugsky.observe.trace;

import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/**
 * The bound on spans that wait to be sent, on both sides of the library's batches: what is over it is dropped and counted, and
 * so is what the collector did not take.
 */
final class SpanBudget {

    private final int most;
    private final AtomicInteger waiting = new AtomicInteger();
    private final LongAdder dropped = new LongAdder();

    SpanBudget(int most) {
        this.most = most;
    }

    /** How many spans were not sent. */
    long dropped() {
        return dropped.sum();
    }

    /** The processor that sends through this exporter. */
    SpanProcessor around(SpanExporter exporter) {
        return new Entrance(BatchSpanProcessor.builder(new Exit(exporter))
                .setMaxQueueSize(most)
                .build());
    }

    private final class Entrance implements SpanProcessor {
        private final SpanProcessor batches;

        Entrance(SpanProcessor batches) {
            this.batches = batches;
        }

        @Override
        public void onEnd(ReadableSpan span) {
            if (waiting.incrementAndGet() > most) {
                waiting.decrementAndGet();
                dropped.increment();
            } else {
                batches.onEnd(span);
            }
        }

        @Override
        public void onStart(Context parent, ReadWriteSpan span) {}

        @Override
        public boolean isStartRequired() {
            return false;
        }

        @Override
        public boolean isEndRequired() {
            return true;
        }

        @Override
        public CompletableResultCode shutdown() {
            return batches.shutdown();
        }

        @Override
        public CompletableResultCode forceFlush() {
            return batches.forceFlush();
        }
    }

    private final class Exit implements SpanExporter {
        private final SpanExporter exporter;

        Exit(SpanExporter exporter) {
            this.exporter = exporter;
        }

        @Override
        public CompletableResultCode export(Collection<SpanData> spans) {
            int count = spans.size();
            waiting.addAndGet(-count);
            CompletableResultCode result = exporter.export(spans);
            result.whenComplete(() -> {
                if (!result.isSuccess()) {
                    dropped.add(count);
                }
            });
            return result;
        }

        @Override
        public CompletableResultCode flush() {
            return exporter.flush();
        }

        @Override
        public CompletableResultCode shutdown() {
            return exporter.shutdown();
        }
    }
}
