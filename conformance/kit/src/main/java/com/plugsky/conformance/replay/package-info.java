/** One failure in a file, and how it is repeated. */
@NullMarked
package com.plugsky.conformance.replay;

import org.jspecify.annotations.NullMarked;
