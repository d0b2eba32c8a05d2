/** JSON looked through byte by byte: where its values stand, and which of its bytes are to be others. */
@NullMarked
package com.plugsky.json.scan;

import org.jspecify.annotations.NullMarked;
