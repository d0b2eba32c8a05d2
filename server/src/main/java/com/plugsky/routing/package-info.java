/** Which model answers: a pure function from a fleet and a query to an ordered list of candidates. */
@NullMarked
package com.plugsky.routing;

import org.jspecify.annotations.NullMarked;
