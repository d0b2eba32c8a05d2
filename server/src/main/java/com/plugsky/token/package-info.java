/** Counting and cutting in tokens of the vocabulary o200k_base. */
@NullMarked
package com.plugsky.token;

import org.jspecify.annotations.NullMarked;
