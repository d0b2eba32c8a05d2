/** An upstream's bytes on their way to the caller: looked into, repaired where they break the contract, never rebuilt. */
@NullMarked
package com.plugsky.engine.upstream.relay;

import org.jspecify.annotations.NullMarked;
