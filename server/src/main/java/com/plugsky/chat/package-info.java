/** The endpoints: bytes become a checked request, and the flow that answers it. */
@NullMarked
package com.plugsky.chat;

import org.jspecify.annotations.NullMarked;
