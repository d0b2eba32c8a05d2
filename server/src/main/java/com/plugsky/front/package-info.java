/**
 * The chat operation's way through Tomcat: one thin servlet, the sink that writes its answers, the watch that notices a
 * caller who left, and the one envelope for faults of every layer.
 */
@NullMarked
package com.plugsky.front;

import org.jspecify.annotations.NullMarked;
