/** One answer for all requests with the same {@code Idempotency-Key}. */
@NullMarked
package com.plugsky.chat.once;

import org.jspecify.annotations.NullMarked;
