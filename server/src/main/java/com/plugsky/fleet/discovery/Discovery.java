package com.plugsky.fleet.discovery;

import java.io.IOException;
import java.util.List;

/** A server that can be asked for its models. */
@FunctionalInterface
public interface Discovery {

    /**
     * Asks it, within a few seconds.
     *
     * @throws IOException it does not answer, or not with a list of models; the message says which, without its address
     */
    List<Found> models() throws IOException;
}
