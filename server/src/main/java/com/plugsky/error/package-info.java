/** The one error envelope: every fault's code, and the only writer of the envelope's bytes. */
@NullMarked
package com.plugsky.error;

import org.jspecify.annotations.NullMarked;
