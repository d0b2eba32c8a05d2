package com.plugsky.conformance.contract;

/**
 * Something in a stream that is not as it has to be.
 *
 * @param event the number of the event, from 0; the count of events for what concerns the end
 */
public record StreamFinding(StreamAspect aspect, int event, String text) {
    @Override
    public String toString() {
        return "event " + event + ": " + text;
    }
}
