@NullMarked
package com.plugsky.engine.upstream.net;

import org.jspecify.annotations.NullMarked;
