package com.plugsky.observe.log;

import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.rolling.FixedWindowRollingPolicy;
import ch.qos.logback.core.rolling.RollingFileAppender;
import ch.qos.logback.core.rolling.SizeBasedTriggeringPolicy;
import ch.qos.logback.core.util.Duration;
import ch.qos.logback.core.util.FileSize;
import java.nio.file.Path;

/** The places that the request log can be written to. */
public final class Destinations {

    /** How many full files stay beside the one that is written. */
    public static final int OLD_FILES = 5;

    private Destinations() {}

    /** The standard output. */
    public static RequestLines.Destination console() {
        return (context, encoder) -> {
            var console = new ConsoleAppender<byte[]>();
            console.setContext(context);
            console.setEncoder(encoder);
            console.start();
            return console;
        };
    }

    /** A file, which is put aside as {@code name.1} when it has so many bytes; of those the oldest is deleted in the end. */
    public static RequestLines.Destination file(Path file, long mostBytes) {
        return (context, encoder) -> {
            var appender = new RollingFileAppender<byte[]>();
            appender.setContext(context);
            appender.setEncoder(encoder);
            appender.setFile(file.toString());
            var when = new SizeBasedTriggeringPolicy<byte[]>();
            when.setContext(context);
            when.setMaxFileSize(new FileSize(mostBytes));
            when.setCheckIncrement(Duration.buildByMilliseconds(0)); // else a file grows for a minute unseen
            var names = new FixedWindowRollingPolicy();
            names.setContext(context);
            names.setParent(appender);
            names.setFileNamePattern(file + ".%i");
            names.setMaxIndex(OLD_FILES);
            names.start();
            when.start();
            appender.setRollingPolicy(names);
            appender.setTriggeringPolicy(when);
            appender.start();
            if (!appender.isStarted()) {
                throw new IllegalArgumentException(
                        "plugsky.observe.access-log-file: " + file + " (expected: a file that can be written)");
            }
            return appender;
        };
    }
}
