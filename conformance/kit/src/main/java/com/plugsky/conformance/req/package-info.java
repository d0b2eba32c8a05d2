/** REQ: what a request may hold and what is refused. */
@NullMarked
package com.plugsky.conformance.req;

import org.jspecify.annotations.NullMarked;
