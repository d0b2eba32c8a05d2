/** Connections to upstreams: how they are opened, kept, timed and closed. */
@NullMarked
package com.plugsky.engine.upstream.net;

import org.jspecify.annotations.NullMarked;
