/** The contract and its rendered form: {@code /openapi.yaml}, {@code /openapi.json} and {@code /docs}, without a key. */
@NullMarked
package com.plugsky.docs;

import org.jspecify.annotations.NullMarked;
