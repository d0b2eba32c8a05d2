package com.plugsky.config;

import com.plugsky.access.AccessBeans;
import com.plugsky.chat.ChatBeans;
import com.plugsky.docs.DocsBeans;
import com.plugsky.front.FrontBeans;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.autoconfigure.context.ConfigurationPropertiesAutoConfiguration;
import org.springframework.boot.autoconfigure.context.LifecycleAutoConfiguration;
import org.springframework.boot.autoconfigure.ssl.SslAutoConfiguration;
import org.springframework.boot.http.converter.autoconfigure.HttpMessageConvertersAutoConfiguration;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.tomcat.autoconfigure.servlet.TomcatServletWebServerAutoConfiguration;
import org.springframework.boot.validation.autoconfigure.ValidationAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.DispatcherServletAutoConfiguration;
import org.springframework.boot.webmvc.autoconfigure.WebMvcAutoConfiguration;
import org.springframework.context.annotation.Import;

/**
 * The server: the beans of each package, and of Spring Boot only what it needs. Both are lists: a scan would read every
 * class of the jar at each start.
 */
@SpringBootConfiguration(proxyBeanMethods = false)
@Import({
    AccessBeans.class,
    ChatBeans.class,
    CoreBeans.class,
    DispatchBeans.class,
    DocsBeans.class,
    EngineBeans.class,
    FleetBeans.class,
    FrontBeans.class,
    JsonBeans.class,
    LateBeans.class,
    ObserveBeans.class,
    SettingsBeans.class,
    TimeBeans.class,
})
@ImportAutoConfiguration({
    ConfigurationPropertiesAutoConfiguration.class,
    DispatcherServletAutoConfiguration.class,
    HttpMessageConvertersAutoConfiguration.class,
    JacksonAutoConfiguration.class,
    LifecycleAutoConfiguration.class,
    SslAutoConfiguration.class,
    TomcatServletWebServerAutoConfiguration.class,
    ValidationAutoConfiguration.class,
    WebMvcAutoConfiguration.class,
})
public class ServerApplication {}
