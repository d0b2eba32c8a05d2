/** JSON as bytes: where members stand, how strictly they are read, and the checks against a caller's schema. */
@NullMarked
package com.plugsky.json;

import org.jspecify.annotations.NullMarked;
