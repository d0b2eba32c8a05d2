package com.plugsky.chat;

import com.plugsky.chat.fault.BoundFault;
import com.plugsky.chat.fault.ContractValidator;
import com.plugsky.chat.fault.ReadFault;
import com.plugsky.chat.rules.ChatRules;
import com.plugsky.contract.model.ChatCompletionRequest;
import com.plugsky.engine.ChatRequest;
import com.plugsky.engine.Sent;
import com.plugsky.engine.Trace;
import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.Member;
import com.plugsky.json.Members;
import com.plugsky.json.StrictJson;
import com.plugsky.json.scan.Utf8;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException;

/**
 * Makes a chat request of the bytes of a body: reads them once, strictly, and checks them against the contract.
 *
 * <p>A body is refused for its first fault: no JSON, then a wrong type, then a broken bound, then a broken rule across
 * members. Safe for use by many threads.
 */
@Component
public final class Binder {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final StrictJson json;
    private final ChatRules rules;
    private final Clock clock;
    private final Validator validator = ContractValidator.create();
    private final List<String> properties = ContractValidator.properties(validator);

    public Binder(StrictJson json, ChatRules rules, Clock clock) {
        this.json = json;
        this.rules = rules;
        this.clock = clock;
        validator.validate(new ChatCompletionRequest());
    }

    /**
     * Reads and checks a body.
     *
     * @throws Refusal the body breaks the contract
     */
    public ChatRequest bind(String requestId, byte[] body) {
        return bind(requestId, Trace.start(true), body);
    }

    /** The same for a request that is part of a trace. */
    public ChatRequest bind(String requestId, Trace trace, byte[] body) {
        refuseOtherEncodings(body);
        var members = new ArrayList<Member>();
        ChatCompletionRequest view = read(body, members);
        Set<ConstraintViolation<ChatCompletionRequest>> violations = validator.validate(view);
        if (!violations.isEmpty()) {
            throw BoundFault.of(first(view, violations.iterator().next()), json, body);
        }
        rules.check(view);
        return new ChatRequest(requestId, new Sent(body, view, new Members(members)), clock.instant(), trace, 0);
    }

    /**
     * The violation to tell of: the request's own members in the contract's order, before what lies deeper.
     *
     * <p>The validator stops at the first one that it meets, in an order that changes from start to start.
     */
    private ConstraintViolation<ChatCompletionRequest> first(
            ChatCompletionRequest view, ConstraintViolation<ChatCompletionRequest> met) {
        for (String property : properties) {
            Set<ConstraintViolation<ChatCompletionRequest>> own = validator.validateProperty(view, property);
            if (!own.isEmpty()) {
                return own.iterator().next();
            }
        }
        return met;
    }

    private ChatCompletionRequest read(byte[] body, List<Member> members) {
        try {
            Object view = json.read(body, members);
            if (view == null) {
                throw Refusal.of(ErrorCode.INVALID_TYPE, "The body is null (expected: object)", null);
            }
            return (ChatCompletionRequest) view;
        } catch (JacksonException e) {
            throw ReadFault.of(e, json, body);
        }
    }

    /** The parser would guess UTF-16 and UTF-32; an upstream, which gets the same bytes, may not. */
    private static void refuseOtherEncodings(byte[] body) {
        if (body.length == 0) {
            throw ReadFault.notJson("it is empty");
        }
        if (startsWith(body, BYTE_ORDER_MARK)) {
            throw ReadFault.notJson("it begins with a byte order mark");
        }
        int fault = Utf8.firstFault(body);
        if (fault >= 0) {
            throw ReadFault.notJson("not UTF-8 at byte " + fault);
        }
        if (body[0] == 0 || (body.length > 1 && body[1] == 0)) {
            throw ReadFault.notJson("not UTF-8 at byte " + (body[0] == 0 ? 0 : 1));
        }
    }

    private static boolean startsWith(byte[] body, byte[] mark) {
        return body.length >= mark.length && Arrays.equals(body, 0, mark.length, mark, 0, mark.length);
    }
}
