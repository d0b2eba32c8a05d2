/** Raw HTTP/1.1 over sockets: what was sent, what came, and when. */
@NullMarked
package com.plugsky.conformance.wire;

import org.jspecify.annotations.NullMarked;
