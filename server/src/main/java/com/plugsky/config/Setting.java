package com.plugsky.config;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What a setting does and which values it takes: read by the check at start and by the page docs/reference/settings.md. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Setting {

    /** One sentence for the one who runs the server. */
    String value();

    /** The least value allowed, written like the value; empty: none. */
    String min() default "";

    /** The greatest value allowed, written like the value; empty: none. */
    String max() default "";
}
