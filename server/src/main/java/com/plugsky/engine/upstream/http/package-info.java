/** One connection's HTTP/1.1: requests are written by us, answers are parsed by HttpCore. */
@NullMarked
package com.plugsky.engine.upstream.http;

import org.jspecify.annotations.NullMarked;
