/** Our server under load for minutes, with upstreams that die and clients that are slow; scripts/ runs them. */
@NullMarked
package com.plugsky.bench.load;

import org.jspecify.annotations.NullMarked;
