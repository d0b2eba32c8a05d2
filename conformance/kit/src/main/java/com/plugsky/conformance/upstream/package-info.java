/** An upstream that answers rightly, or breaks in the way that the request's model names, and remembers what it saw. */
@NullMarked
package com.plugsky.conformance.upstream;

import org.jspecify.annotations.NullMarked;
