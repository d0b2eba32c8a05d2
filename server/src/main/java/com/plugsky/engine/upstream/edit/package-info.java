/** The caller's bytes with the few declared edits that one target needs. */
@NullMarked
package com.plugsky.engine.upstream.edit;

import org.jspecify.annotations.NullMarked;
