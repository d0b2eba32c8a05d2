package com.plugsky.chat;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The flow of a chat request, and the operations beside it. */
@Configuration(proxyBeanMethods = false)
@Import({
    Binder.class,
    ChatCompletions.class,
    ModelCards.class,
    ModelChoice.class,
    ModelsController.class,
    PlugskyController.class,
})
public class ChatBeans {}
