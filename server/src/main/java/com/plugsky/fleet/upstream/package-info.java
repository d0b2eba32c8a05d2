/** How an upstream target is called: its key, times, parameter names and manners. */
@NullMarked
package com.plugsky.fleet.upstream;

import org.jspecify.annotations.NullMarked;
