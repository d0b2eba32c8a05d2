/** Behaviour under trouble: broken framing, slow callers, many callers, callers that leave. */
@NullMarked
package com.plugsky.conformance.trb;

import org.jspecify.annotations.NullMarked;
