/** Grading a server: the rules one after the other, what became worse, and how two servers differ. */
@NullMarked
package com.plugsky.conformance.run;

import org.jspecify.annotations.NullMarked;
