/** JSON texts that are decoded once somebody looks at them: most are handed on as the bytes that came. */
@NullMarked
package com.plugsky.json.lazy;

import org.jspecify.annotations.NullMarked;
