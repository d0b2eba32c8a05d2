/** What upstreams say in their errors, and what of it may be repeated. */
@NullMarked
package com.plugsky.engine.upstream.relay.fault;

import org.jspecify.annotations.NullMarked;
