/** What the contract's words ask and its schemas cannot say: rules across the members of a request. */
@NullMarked
package com.plugsky.chat.rules;

import org.jspecify.annotations.NullMarked;
