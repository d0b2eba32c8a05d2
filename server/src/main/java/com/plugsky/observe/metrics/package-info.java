/** Counts and times, under the names of OpenTelemetry's conventions where they have one, and their reading by Prometheus. */
@NullMarked
package com.plugsky.observe.metrics;

import org.jspecify.annotations.NullMarked;
