/** Reports of a grade: for people, for continuous integration, for other programs. Keys never stand in them. */
@NullMarked
package com.plugsky.conformance.report;

import org.jspecify.annotations.NullMarked;
