package com.plugsky.chat.once;

/** An {@code Idempotency-Key} as one caller's own. */
record Scoped(String caller, String key) {}
