/** The command line: grade a server, list the rules. */
@NullMarked
package com.plugsky.conformance.cli;

import org.jspecify.annotations.NullMarked;
