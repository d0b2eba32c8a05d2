/** How often and how soon something is tried again. */
@NullMarked
package com.plugsky.dispatch.retry;

import org.jspecify.annotations.NullMarked;
