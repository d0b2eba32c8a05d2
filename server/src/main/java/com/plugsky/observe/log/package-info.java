/** The lines of the log: one for each request, and the form of the server's own. */
@NullMarked
package com.plugsky.observe.log;

import org.jspecify.annotations.NullMarked;
