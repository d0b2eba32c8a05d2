/** Who calls, and what they may do: the table of operations, the keys, and the filter that asks both before a body is read. */
@NullMarked
package com.plugsky.access;

import org.jspecify.annotations.NullMarked;
