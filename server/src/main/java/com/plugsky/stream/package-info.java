/** Answers as bytes: the JSON of a completion, and the server-sent events of a stream. */
@NullMarked
package com.plugsky.stream;

import org.jspecify.annotations.NullMarked;
