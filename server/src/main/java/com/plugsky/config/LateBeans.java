package com.plugsky.config;

import java.util.Map;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.servlet.resource.ResourceUrlProvider;

/**
 * What of Spring is made when it is first asked for: the chat operation, which is the first that callers wait for, needs
 * nothing of Spring MVC. Our own beans are made at the start, where their faults stop it.
 */
@Configuration(proxyBeanMethods = false)
class LateBeans {

    @Bean
    static LazyInitializationBeanFactoryPostProcessor lateBeans() {
        return new LazyInitializationBeanFactoryPostProcessor();
    }

    @Bean
    static LazyInitializationExcludeFilter oursAtOnce() {
        return (name, definition, type) -> type.getName().startsWith("com.plugsky.");
    }

    /** Else it looks for folders of files when the server has started, and makes all of Spring MVC to do so. */
    @Bean
    static BeanPostProcessor noSearchForFiles() {
        return new BeanPostProcessor() {
            @Override
            public Object postProcessBeforeInitialization(Object bean, String name) {
                if (bean instanceof ResourceUrlProvider files) {
                    files.setHandlerMap(Map.of());
                }
                return bean;
            }
        };
    }
}
