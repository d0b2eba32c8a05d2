package com.plugsky.front;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.core.MethodParameter;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;

/** The check of a query that Spring does not make: it takes the first of several values, and nothing for a number. */
final class QueryCheck implements HandlerInterceptor {

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (handler instanceof HandlerMethod method && request.getQueryString() != null) {
            for (MethodParameter parameter : method.getMethodParameters()) {
                RequestParam query = parameter.getParameterAnnotation(RequestParam.class);
                if (query != null) {
                    check(query.value(), parameter.getParameterType(), request.getParameterValues(query.value()));
                }
            }
        }
        return true;
    }

    private static void check(String name, Class<?> type, String... values) {
        if (values != null && values.length > 1) {
            throw Refusal.of(
                    ErrorCode.INVALID_VALUE, name + ": given " + values.length + " times (expected: once)", name);
        }
        if (values != null && values[0].isEmpty() && Number.class.isAssignableFrom(type)) {
            throw Refusal.of(ErrorCode.INVALID_TYPE, name + ": empty (expected: an integer)", name);
        }
    }
}
