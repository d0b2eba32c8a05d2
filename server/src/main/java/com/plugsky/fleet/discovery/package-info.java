/** What a server tells of its models when it is asked. */
@NullMarked
package com.plugsky.fleet.discovery;

import org.jspecify.annotations.NullMarked;
