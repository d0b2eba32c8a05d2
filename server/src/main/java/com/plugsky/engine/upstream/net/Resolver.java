package com.plugsky.engine.upstream.net;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/**
 * The addresses of names, looked up on threads of their own: a look-up takes as long as the system lets it, and nothing stops
 * it, but who waits for it can be let go.
 *
 * <p>One look-up of a name runs at a time, for all who ask meanwhile, so there are never more than names in the fleet. Nothing
 * is kept: that is the system's business. Safe for use by many threads.
 */
final class Resolver {

    private final Map<String, CompletableFuture<InetAddress[]>> running = new ConcurrentHashMap<>();
    private final Lookup lookup;

    /** How the system looks a name up. */
    @FunctionalInterface
    interface Lookup {
        InetAddress[] addresses(String name) throws UnknownHostException;
    }

    Resolver(Lookup lookup) {
        this.lookup = lookup;
    }

    /**
     * The addresses of a host, at least one.
     *
     * @param host a name, or an address, which needs no look-up
     * @throws UnknownHostException there are none
     * @throws IOException the call is over
     */
    InetAddress[] addresses(String host, Lifeline call) throws IOException {
        try {
            return new InetAddress[] {InetAddress.ofLiteral(host)};
        } catch (IllegalArgumentException name) {
            return named(host, call);
        }
    }

    private InetAddress[] named(String name, Lifeline call) throws IOException {
        var over = new CountDownLatch(1);
        call.attach(over::countDown);
        CompletableFuture<InetAddress[]> found = running.computeIfAbsent(name, this::begin);
        found.whenComplete((addresses, failure) -> over.countDown());
        try {
            over.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a name was looked up");
        }
        return switch (found.state()) {
            case SUCCESS -> found.resultNow();
            case RUNNING -> throw new IOException("the call is over");
            case FAILED, CANCELLED -> throw new UnknownHostException("no address");
        };
    }

    /** A platform thread, since a look-up holds the one that it runs on. */
    private CompletableFuture<InetAddress[]> begin(String name) {
        var found = new CompletableFuture<InetAddress[]>();
        Thread.ofPlatform().daemon().name("upstream-name").start(() -> {
            try {
                found.complete(lookup.addresses(name));
            } catch (UnknownHostException | RuntimeException e) {
                found.completeExceptionally(e);
            } finally {
                running.remove(name, found);
            }
        });
        return found;
    }
}
