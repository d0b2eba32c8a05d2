package com.plugsky.front;

import com.plugsky.chat.Binder;
import com.plugsky.contract.api.PlugskyApi;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverters;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.config.annotation.ContentNegotiationConfigurer;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;

/**
 * Spring MVC as the operations beside chat need it: an {@code Accept} header never leads to 406, and a chat request is read
 * as on its own way.
 */
@Configuration(proxyBeanMethods = false)
class MvcFront implements WebMvcConfigurer {
    private final BodyReader bodies;
    private final Binder binder;

    MvcFront(BodyReader bodies, Binder binder) {
        this.bodies = bodies;
        this.binder = binder;
    }

    @Override
    public void configureContentNegotiation(ContentNegotiationConfigurer negotiation) {
        negotiation.ignoreAcceptHeader(true).defaultContentType(MediaType.APPLICATION_JSON);
    }

    /** A query is looked at before Spring reads it; the head of a request with a body is looked at before a byte of the body is asked for. */
    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(new QueryCheck());
        registry.addInterceptor(new HandlerInterceptor() {
                    @Override
                    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
                        if (request.getMethod().equals("POST")) {
                            bodies.check(request);
                        }
                        return true;
                    }
                })
                .addPathPatterns(PlugskyApi.PATH_PREVIEW_ROUTE);
    }

    @Override
    public void configureMessageConverters(HttpMessageConverters.ServerBuilder converters) {
        converters.addCustomConverter(new ChatBody(bodies, binder));
    }
}
