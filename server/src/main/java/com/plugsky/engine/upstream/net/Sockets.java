package com.plugsky.engine.upstream.net;

import java.io.IOException;
import java.net.Socket;
import org.jspecify.annotations.Nullable;

/** The end of a socket that nobody wants to hear of. */
final class Sockets {

    private Sockets() {}

    /** Closes it, if there is one; whoever waits on it wakes up. */
    static void close(@Nullable Socket socket) {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException e) {
            // it is of no use any more either way
        }
    }
}
