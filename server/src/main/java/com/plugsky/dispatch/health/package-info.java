/** Looks that no request asks for: at targets, and, with the heartbeat, at deadlines. */
@NullMarked
package com.plugsky.dispatch.health;

import org.jspecify.annotations.NullMarked;
