/** What a scripted upstream says: right answers, and the ways in which a model's name makes them wrong. */
@NullMarked
package com.plugsky.conformance.upstream.script;

import org.jspecify.annotations.NullMarked;
