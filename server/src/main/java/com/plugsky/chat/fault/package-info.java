/** The words for a body that breaks the contract: where, what is there, what was expected; never a class name. */
@NullMarked
package com.plugsky.chat.fault;

import org.jspecify.annotations.NullMarked;
