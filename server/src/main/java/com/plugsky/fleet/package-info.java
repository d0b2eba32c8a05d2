/** What there is: the models, their targets, prices and abilities, and the workspaces, read from {@code fleet.yaml}. */
@NullMarked
package com.plugsky.fleet;

import org.jspecify.annotations.NullMarked;
