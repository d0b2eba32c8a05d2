package com.plugsky.engine.upstream.net;

import java.io.Closeable;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The end of a socket that nobody wants to hear of. */
final class Sockets {

    private Sockets() {}

    /** Closes it, if there is one; whoever waits on it wakes up. */
    static void close(@Nullable Closeable socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }
}
