/** The reference engine: it keeps the whole contract without weights and without a network, the same way every time. */
@NullMarked
package com.plugsky.engine.embedded;

import org.jspecify.annotations.NullMarked;
