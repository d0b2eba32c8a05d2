/** What our server makes of an upstream's faults: every fault at every point of an answer, each with its one outcome. */
@NullMarked
package com.plugsky.gate.faults;

import org.jspecify.annotations.NullMarked;
