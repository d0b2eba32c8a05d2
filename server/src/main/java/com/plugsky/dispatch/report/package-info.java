/** What the dispatcher tells those who count: attempts, retries, hedges and changes of targets. */
@NullMarked
package com.plugsky.dispatch.report;

import org.jspecify.annotations.NullMarked;
