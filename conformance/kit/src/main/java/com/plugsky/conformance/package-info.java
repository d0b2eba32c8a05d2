/** Rules that any chat-completions server can be held to, and what a rule needs to look at one. */
@NullMarked
package com.plugsky.conformance;

import org.jspecify.annotations.NullMarked;
