package com.plugsky.front;

import com.plugsky.access.Exposure;
import com.plugsky.access.Keys;
import com.plugsky.config.LimitSettings;
import com.plugsky.config.ServerSettings;
import com.plugsky.observe.Observer;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.tomcat.util.buf.EncodedSolidusHandling;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/** Tomcat's port as we need it: address, TLS, limits, our protocol and our valves. */
@Component
final class TomcatPort implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {
    private static final Logger LOG = LoggerFactory.getLogger(TomcatPort.class);

    /** A stream's share of memory is mostly these buffers. */
    private static final String SMALL_BUFFER = "2048";

    /** Holds the longest list of ignored parameters, the longest id and the headers for browsers. */
    private static final int RESPONSE_HEAD_BYTES = 4096;

    /** A buffer of this size stands ready for each connection, and no client sends trailers. */
    private static final int TRAILER_BYTES = 512;

    private final ServerSettings server;
    private final LimitSettings limits;
    private final Keys keys;
    private final Observer observer;
    private final ClientWatch watch;

    TomcatPort(ServerSettings server, LimitSettings limits, Keys keys, Observer observer, ClientWatch watch) {
        this.server = server;
        this.limits = limits;
        this.keys = keys;
        this.observer = observer;
        this.watch = watch;
    }

    @Override
    public void customize(TomcatServletWebServerFactory factory) {
        Ssl tls = tls();
        var exposure = new Exposure(server.host(), keys.open(), tls != null);
        exposure.check();
        String warning = exposure.warning();
        if (warning != null) {
            LOG.warn(warning);
        }
        factory.setAddress(address());
        factory.setPort(server.port());
        if (tls != null) {
            factory.setSsl(tls);
        }
        factory.setProtocol(GoneProtocol.class.getName());
        factory.addEngineValves(new ConnectionValve(observer, watch, limits.bodyTime()));
        factory.addContextCustomizers(TomcatPort::envelope);
        factory.addConnectorCustomizers(this::connector);
    }

    /** Here the host is known and has not started, which is when it can be told who reports errors. */
    private static void envelope(Context context) {
        ((StandardHost) context.getParent()).setErrorReportValveClass(EnvelopeValve.class.getName());
    }

    private void connector(Connector connector) {
        connector.setAllowTrace(true); // so that it gets the same 405 as other methods
        connector.setXpoweredBy(false);
        connector.setEncodedSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setEncodedReverseSolidusHandling(EncodedSolidusHandling.PASS_THROUGH.getValue());
        connector.setProperty("continueResponseTiming", "onRead"); // no body is asked for before the key is known
        connector.setProperty("socket.appReadBufSize", SMALL_BUFFER);
        connector.setProperty("socket.appWriteBufSize", SMALL_BUFFER);
        if (connector.getProtocolHandler() instanceof GoneProtocol protocol) {
            protocol.headTime(limits.headTime());
            protocol.setMaxHttpRequestHeaderSize(Math.toIntExact(limits.header().toBytes()));
            protocol.setMaxHttpResponseHeaderSize(RESPONSE_HEAD_BYTES);
            protocol.setMaxTrailerSize(TRAILER_BYTES);
            protocol.setMaxConnections(limits.connections());
            // what a request needs of Tomcat is 25 KB in 150 objects; made anew for each stream it is what collections
            // copy
            protocol.setProcessorCache(limits.inFlight());
            protocol.setMaxSwallowSize(
                    2 * Math.toIntExact(Math.min(limits.body().toBytes(), 1 << 29)));
        }
    }

    private InetAddress address() {
        try {
            return InetAddress.getByName(server.host());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("plugsky.server.host: " + server.host() + " (expected: an address)", e);
        }
    }

    private @Nullable Ssl tls() {
        Path certificate = server.tlsCert();
        Path key = server.tlsKey();
        if (certificate == null && key == null) {
            return null;
        }
        if (certificate == null || key == null) {
            throw new IllegalArgumentException("plugsky.server: one of tls-cert and tls-key (expected: both)");
        }
        var ssl = new Ssl();
        ssl.setCertificate(certificate.toUri().toString());
        ssl.setCertificatePrivateKey(key.toUri().toString());
        return ssl;
    }
}
