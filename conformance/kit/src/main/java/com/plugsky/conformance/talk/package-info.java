/** Generated conversations of several turns: tools and their results, streams, and callers that leave and come again. */
@NullMarked
package com.plugsky.conformance.talk;

import org.jspecify.annotations.NullMarked;
