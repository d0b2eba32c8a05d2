/** Makes a value for a caller's JSON Schema, in bounded time, or says where the schema allows none. */
@NullMarked
package com.plugsky.engine.embedded.schema;

import org.jspecify.annotations.NullMarked;
