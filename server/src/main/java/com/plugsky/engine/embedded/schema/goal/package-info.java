/** What a value must keep: schemas taken apart into goals, choices between them, and what is forbidden. */
@NullMarked
package com.plugsky.engine.embedded.schema.goal;

import org.jspecify.annotations.NullMarked;
