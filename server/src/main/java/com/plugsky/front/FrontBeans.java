package com.plugsky.front;

import com.plugsky.access.AccessFilter;
import com.plugsky.access.Keys;
import com.plugsky.chat.Binder;
import com.plugsky.config.AccessSettings;
import com.plugsky.config.LimitSettings;
import com.plugsky.config.ServerSettings;
import com.plugsky.config.StreamSettings;
import com.plugsky.config.WarmupSettings;
import com.plugsky.contract.api.ChatApi;
import com.plugsky.observe.metrics.Meters;
import com.plugsky.warmup.Warmup;
import jakarta.servlet.Filter;
import java.util.Objects;
import org.apache.coyote.ProtocolHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.tomcat.TomcatWebServer;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.web.filter.RequestContextFilter;

/** The way in: three filters, the chat servlet, the probes, the meters, the warm-up, and the orderly end. */
@Configuration(proxyBeanMethods = false)
@Import({EnvelopeAdvice.class, MvcFront.class, ProcessingTime.class, TomcatPort.class})
public class FrontBeans {
    private static final Sleeper SLEEPER = Thread::sleep;

    @Bean
    Admission admission(LimitSettings limits) {
        return new Admission(limits.inFlight(), limits.inFlightPerKey());
    }

    @Bean
    ClientWatch clientWatch() {
        return new ClientWatch(ClientWatch.PERIOD, SLEEPER);
    }

    @Bean
    BodyReader bodyReader(LimitSettings limits) {
        if (limits.bodies().compareTo(limits.body()) < 0) {
            throw new IllegalArgumentException("plugsky.limits.bodies: " + limits.bodies()
                    + " (expected: at least plugsky.limits.body, " + limits.body() + ")");
        }
        long most = limits.bodies().toBytes();
        long mostOfOne = Math.max(most / 2, limits.body().toBytes());
        return new BodyReader(
                Math.toIntExact(limits.body().toBytes()),
                limits.bodyTime(),
                new BodyBudget(most, mostOfOne),
                System::nanoTime);
    }

    @Bean
    FilterRegistrationBean<Filter> envelopeFilter() {
        return filter(new EnvelopeFilter(), 1);
    }

    @Bean
    FilterRegistrationBean<Filter> accessFilter(Keys keys, AccessSettings settings) {
        return filter(new AccessFilter(keys, settings.corsOrigin()), 2);
    }

    @Bean
    FilterRegistrationBean<Filter> admissionFilter(Admission admission) {
        return filter(new AdmissionFilter(admission), 3);
    }

    /** Spring MVC binds its request by itself; the filter would do it once more on every way. */
    @Bean
    FilterRegistrationBean<RequestContextFilter> noRequestContextFilter() {
        var registration = new FilterRegistrationBean<>(new RequestContextFilter());
        registration.setEnabled(false);
        return registration;
    }

    private static FilterRegistrationBean<Filter> filter(Filter filter, int order) {
        var registration = new FilterRegistrationBean<>(filter);
        registration.setOrder(order);
        return registration;
    }

    @Bean
    ServletRegistrationBean<ChatServlet> chatServlet(
            BodyReader bodies, Binder binder, ChatApi chat, ClientWatch watch, StreamSettings stream) {
        var servlet = new ChatServlet(bodies, binder, chat, watch, stream.keepAlive());
        var registration = new ServletRegistrationBean<>(servlet, ChatApi.PATH_CREATE_CHAT_COMPLETION);
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    ServletRegistrationBean<HealthServlet> healthServlet(Admission admission) {
        return new ServletRegistrationBean<>(
                new HealthServlet(admission), HealthServlet.LIVE, HealthServlet.READY, HealthServlet.HEALTH);
    }

    @Bean
    ServletRegistrationBean<MetricsServlet> metricsServlet(
            Meters meters, Admission admission, BodyReader bodies, ServletRegistrationBean<ChatServlet> chat) {
        ChatServlet streaming = Objects.requireNonNull(chat.getServlet());
        meters.gauge("plugsky.requests.in_flight", "Requests of callers that are being answered.", admission::inside);
        meters.gauge("plugsky.streams.open", "Streams that are being answered.", streaming::streams);
        meters.gauge("plugsky.bodies.held", "Bytes of request bodies that are held.", bodies::held);
        return new ServletRegistrationBean<>(new MetricsServlet(meters), MetricsServlet.PATH);
    }

    @Bean
    Warmup warmup(Admission admission, WarmupSettings settings) {
        return new Warmup(admission, settings);
    }

    @Bean
    Drain drain(
            Admission admission,
            ClientWatch watch,
            ServletWebServerApplicationContext context,
            ServerSettings settings) {
        return new Drain(admission, watch, () -> protocol(context), settings, SLEEPER);
    }

    private static @Nullable ProtocolHandler protocol(ServletWebServerApplicationContext context) {
        return context.getWebServer() instanceof TomcatWebServer tomcat
                ? tomcat.getTomcat().getConnector().getProtocolHandler()
                : null;
    }
}
