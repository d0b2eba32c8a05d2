package com.plugsky.config;

import java.util.Map;
import org.springframework.beans.factory.annotation.AnnotatedBeanDefinition;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.BeanPostProcessor;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.boot.LazyInitializationExcludeFilter;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.MethodMetadata;
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
        return (name, definition, type) -> isOurs(type.getName()) || isOurs(maker(definition));
    }

    /** The class whose method makes the bean, which may be of any type; empty if none does. */
    private static String maker(BeanDefinition definition) {
        MethodMetadata method =
                definition instanceof AnnotatedBeanDefinition annotated ? annotated.getFactoryMethodMetadata() : null;
        return method == null ? "" : method.getDeclaringClassName();
    }

    private static boolean isOurs(String type) {
        return type.startsWith("com.plugsky.");
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
