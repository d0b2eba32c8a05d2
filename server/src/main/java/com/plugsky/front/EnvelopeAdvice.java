package com.plugsky.front;

import com.plugsky.error.ApiError;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.apache.catalina.connector.ClientAbortException;
import org.apache.tomcat.util.http.InvalidParameterException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.core.MethodParameter;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.http.converter.HttpMessageNotWritableException;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;

/** What controllers and Spring MVC throw, in the one envelope. */
@RestControllerAdvice
final class EnvelopeAdvice {
    private static final Logger LOG = LoggerFactory.getLogger(EnvelopeAdvice.class);

    @ExceptionHandler(Exception.class)
    void answer(Exception fault, HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (left(fault)) {
            LOG.debug(
                    "The caller of {} left before its answer was written",
                    Arrival.of(request).id());
            return;
        }
        ErrorAnswer.write(request, response, told(fault, request));
    }

    /** Whether an answer could not be written, which is the caller's doing, whoever of Tomcat and Spring noticed it. */
    private static boolean left(Exception fault) {
        return switch (fault) {
            case ClientAbortException gone -> true;
            case AsyncRequestNotUsableException gone -> true;
            case HttpMessageNotWritableException unwritten -> hasIoFault(unwritten);
            default -> false;
        };
    }

    private static boolean hasIoFault(Exception fault) {
        for (Throwable cause = fault.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof IOException) {
                return true;
            }
        }
        return false;
    }

    private static ApiError told(Exception fault, HttpServletRequest request) {
        return switch (fault) {
            case Refusal refusal -> refusal.error();
            // Spring looks at the first byte by itself, and asks no converter if there is none
            case HttpMessageNotReadableException unread
            when unread.getCause() instanceof IOException broken -> BodyReader.brokenOff(broken);
            case HttpMessageNotReadableException empty ->
                ApiError.of(ErrorCode.INVALID_JSON, "The body is not valid JSON: unexpected end at byte 0.", null);
            case HttpMediaTypeNotSupportedException type -> BodyReader.notJson(String.valueOf(type.getContentType()));
            case HandlerMethodValidationException invalid -> parameter(invalid);
            case MethodArgumentTypeMismatchException mismatch ->
                ApiError.of(
                        ErrorCode.INVALID_TYPE,
                        mismatch.getName() + ": " + mismatch.getValue() + " (expected: " + expected(mismatch) + ")",
                        mismatch.getName());
            case InvalidParameterException query -> HttpFaults.of(query.getErrorCode());
            case MissingServletRequestParameterException missing ->
                ApiError.of(
                        ErrorCode.MISSING_REQUIRED_PARAMETER,
                        missing.getParameterName() + ": missing",
                        missing.getParameterName());
            case ErrorResponse known
            when known.getStatusCode().is4xxClientError() ->
                HttpFaults.of(known.getStatusCode().value());
            default -> unknown(fault, request);
        };
    }

    private static ApiError unknown(Exception fault, HttpServletRequest request) {
        LOG.error("Request {} failed", Arrival.of(request).id(), fault);
        return HttpFaults.serverError();
    }

    private static String expected(MethodArgumentTypeMismatchException mismatch) {
        Class<?> type = mismatch.getRequiredType();
        return type != null && Number.class.isAssignableFrom(type) ? "an integer" : "another type";
    }

    /** The first bound that a parameter of path or query breaks. */
    private static ApiError parameter(HandlerMethodValidationException invalid) {
        for (ParameterValidationResult result : invalid.getParameterValidationResults()) {
            String name = name(result.getMethodParameter());
            List<MessageSourceResolvable> problems = result.getResolvableErrors();
            if (!problems.isEmpty()) {
                MessageSourceResolvable problem = problems.getFirst();
                ErrorCode code = code(problem, result.getArgument());
                return ApiError.of(
                        code, name + ": " + result.getArgument() + " (" + problem.getDefaultMessage() + ")", name);
            }
        }
        return HttpFaults.of(400);
    }

    private static ErrorCode code(MessageSourceResolvable problem, @Nullable Object argument) {
        String[] codes = problem.getCodes();
        String constraint = codes == null || codes.length == 0 ? "" : codes[codes.length - 1];
        return switch (constraint) {
            case "Min" -> ErrorCode.INTEGER_BELOW_MIN_VALUE;
            case "Max" -> ErrorCode.INTEGER_ABOVE_MAX_VALUE;
            case "Size" ->
                String.valueOf(argument).isEmpty()
                        ? ErrorCode.STRING_BELOW_MIN_LENGTH
                        : ErrorCode.STRING_ABOVE_MAX_LENGTH;
            default -> ErrorCode.INVALID_VALUE;
        };
    }

    private static String name(MethodParameter parameter) {
        String name = parameter.getParameterName();
        return name == null ? "parameter" : name;
    }
}
