package com.plugsky.front;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.CharBuffer;
import org.apache.catalina.connector.InputBuffer;
import org.apache.catalina.connector.Request;
import org.jspecify.annotations.Nullable;

/**
 * What Tomcat holds ready for the request of a connection, made smaller: 8,192 characters for readers of text, whom nobody
 * asks for here, are a quarter of a stream's memory, and no setting takes them away.
 */
final class RequestRoom {

    /** A reader of text would still work, in small steps. */
    private static final int CHARACTERS = 64;

    private static final @Nullable VarHandle BODY = field(Request.class, "inputBuffer", InputBuffer.class);
    private static final @Nullable VarHandle TEXT = field(InputBuffer.class, "cb", CharBuffer.class);

    private RequestRoom() {}

    /** Gives the room back; false: there is none, or this Tomcat keeps it elsewhere. */
    static boolean shrink(Request request) {
        if (BODY != null
                && TEXT != null
                && BODY.get(request) instanceof InputBuffer body
                && TEXT.get(body) instanceof CharBuffer text
                && text.capacity() > CHARACTERS) {
            TEXT.set(body, CharBuffer.allocate(CHARACTERS));
            return true;
        }
        return false;
    }

    private static @Nullable VarHandle field(Class<?> owner, String name, Class<?> type) {
        try {
            return MethodHandles.privateLookupIn(owner, MethodHandles.lookup()).findVarHandle(owner, name, type);
        } catch (ReflectiveOperationException e) {
            return null;
        }
    }
}
