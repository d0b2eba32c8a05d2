/** The settings, one default beside each field, and the beans of the packages that know no Spring. */
@NullMarked
package com.plugsky.config;

import org.jspecify.annotations.NullMarked;
