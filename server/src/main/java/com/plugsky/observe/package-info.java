/** What happened: the bounded log of requests. */
@NullMarked
package com.plugsky.observe;

import org.jspecify.annotations.NullMarked;
