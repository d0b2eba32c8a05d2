package com.plugsky.observe.log;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.OutputStreamAppender;
import org.slf4j.LoggerFactory;

/** The form of the server's own log, which tells of itself and never of what callers say. */
public final class ServerLog {

    private ServerLog() {}

    /** Writes an object of JSON for each event from now on, in place of a line of text. */
    public static void inJson() {
        if (!(LoggerFactory.getILoggerFactory() instanceof LoggerContext context)) {
            throw new IllegalStateException("the server logs with another library than Logback");
        }
        inJson(context);
    }

    static void inJson(LoggerContext context) {
        context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME)
                .iteratorForAppenders()
                .forEachRemaining(appender -> {
                    if (appender instanceof OutputStreamAppender<ILoggingEvent> writing) {
                        writing.setEncoder(encoder(context));
                    }
                });
    }

    private static JsonEncoder encoder(LoggerContext context) {
        var encoder = new JsonEncoder();
        encoder.setContext(context);
        encoder.setWithFormattedMessage(true);
        encoder.setWithMessage(false);
        encoder.setWithArguments(false);
        encoder.setWithContext(false);
        encoder.setWithSequenceNumber(false);
        encoder.setWithMDC(false);
        encoder.start();
        return encoder;
    }
}
