package com.plugsky.config;

import com.plugsky.chat.once.Once;
import com.plugsky.observe.RequestLog;
import com.plugsky.routing.Router;
import com.plugsky.token.TokenCounter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The classes that know no Spring. */
@Configuration(proxyBeanMethods = false)
class CoreBeans {

    @Bean
    Router router() {
        return new Router();
    }

    @Bean
    RequestLog requestLog(LogSettings settings) {
        return new RequestLog(settings.requests());
    }

    @Bean
    Once once(IdempotencySettings settings) {
        return new Once(
                new Once.Bounds(
                        settings.bytes().toBytes(),
                        Math.toIntExact(settings.answer().toBytes()),
                        settings.answers(),
                        settings.kept()),
                System::nanoTime);
    }

    @Bean
    TokenCounter tokenCounter() {
        return new TokenCounter();
    }
}
