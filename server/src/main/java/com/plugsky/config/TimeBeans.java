package com.plugsky.config;

import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Where all time comes from. */
@Configuration(proxyBeanMethods = false)
class TimeBeans {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
