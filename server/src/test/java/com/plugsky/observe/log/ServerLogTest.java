package com.plugsky.observe.log;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.util.LogbackMDCAdapter;
import ch.qos.logback.core.OutputStreamAppender;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ServerLogTest {

    @Test
    void writesOneObjectALineFromThenOn() {
        var context = new LoggerContext();
        context.setMDCAdapter(new LogbackMDCAdapter());
        var out = new ByteArrayOutputStream();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender(context, out));

        root.warn("before");
        ServerLog.inJson(context);
        root.warn("a \"{}\"\nline", "quoted");

        List<String> lines = out.toString(StandardCharsets.UTF_8).lines().toList();
        assertThat(lines).hasSize(2).first().isEqualTo("WARN before");
        JsonNode event = new JsonMapper().readTree(lines.getLast());
        assertThat(event.path("level").asString()).isEqualTo("WARN");
        assertThat(event.path("formattedMessage").asString()).isEqualTo("a \"quoted\"\nline");
        context.stop();
    }

    private static OutputStreamAppender<ILoggingEvent> appender(LoggerContext context, ByteArrayOutputStream out) {
        var text = new PatternLayoutEncoder();
        text.setContext(context);
        text.setPattern("%level %msg%n");
        text.start();
        var appender = new OutputStreamAppender<ILoggingEvent>();
        appender.setContext(context);
        appender.setEncoder(text);
        appender.setOutputStream(out);
        appender.start();
        return appender;
    }
}
