/** The choice among the targets of one model. */
@NullMarked
package com.plugsky.dispatch.balance;

import org.jspecify.annotations.NullMarked;
