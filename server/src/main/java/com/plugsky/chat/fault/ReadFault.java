package com.plugsky.chat.fault;

import com.plugsky.error.ErrorCode;
import com.plugsky.error.Refusal;
import com.plugsky.json.StrictJson;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonToken;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamConstraintsException;
import tools.jackson.core.exc.UnexpectedEndOfInputException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.exc.InvalidTypeIdException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** The refusal of a body that is no JSON, or whose values have not the contract's types. */
public final class ReadFault {

    private final StrictJson json;
    private final byte[] body;

    private ReadFault(StrictJson json, byte[] body) {
        this.json = json;
        this.body = body;
    }

    /** Words what the reader found. */
    public static Refusal of(JacksonException fault, StrictJson json, byte[] body) {
        return new ReadFault(json, body).refusal(fault);
    }

    /** The refusal of bytes that are no JSON text at all. */
    public static Refusal notJson(String why) {
        return Refusal.of(ErrorCode.INVALID_JSON, "The body is not valid JSON: " + why + ".", null);
    }

    private Refusal refusal(JacksonException fault) {
        if (!(fault instanceof DatabindException) || fault.getOriginalMessage().startsWith("Trailing token")) {
            return notJson(syntax(fault) + at(fault.getLocation()));
        }
        Place place = place(fault);
        if (fault instanceof UnrecognizedPropertyException) {
            return refusal(ErrorCode.UNKNOWN_PARAMETER, place, "unknown", "no member of this name");
        }
        if (place.steps().isEmpty()) {
            String kind = Found.in(json, body, place).shown();
            return Refusal.of(ErrorCode.INVALID_TYPE, "The body is " + kind + " (expected: object)", null);
        }
        Site site = site(fault);
        Found found = Found.in(json, body, place);
        if (fault instanceof InvalidTypeIdException union && found.token() == JsonToken.START_OBJECT) {
            return unknownBranch(place, union.getBaseType().getRawClass());
        }
        return mismatch(place, site, found);
    }

    private Refusal unknownBranch(Place place, Class<?> union) {
        Place type = place.member(Kind.discriminator(union));
        Found found = Found.in(json, body, type);
        ErrorCode code = found.token() == null
                ? ErrorCode.MISSING_REQUIRED_PARAMETER
                : found.token() == JsonToken.VALUE_STRING ? ErrorCode.INVALID_VALUE : ErrorCode.INVALID_TYPE;
        return refusal(code, type, found.shown(), Kind.oneOf(Kind.branchNames(union)));
    }

    private static Refusal mismatch(Place place, Site site, Found found) {
        JsonToken token = found.token();
        if (token == null) {
            return refusal(ErrorCode.MISSING_REQUIRED_PARAMETER, place, found.shown(), Kind.of(site.type()));
        }
        boolean whole = token.isNumeric() && Kind.of(site.type()).equals("integer");
        if (whole && isWhole(found.text())) {
            return outOfRange(place, site, found);
        }
        if (!Kind.takes(site.type(), token)) {
            return refusal(
                    ErrorCode.INVALID_TYPE, place, whole ? found.text() : Kind.name(token), Kind.of(site.type()));
        }
        return refusal(ErrorCode.INVALID_VALUE, place, found.shown(), Kind.oneOf(Kind.constants(site.type())));
    }

    /** {@code 1e5000} is an integer, though too large a one; {@code 1.5} is none. */
    private static boolean isWhole(String number) {
        try {
            return new BigDecimal(number).stripTrailingZeros().scale() <= 0;
        } catch (ArithmeticException | NumberFormatException e) {
            return !number.toLowerCase(Locale.ROOT).contains("e-");
        }
    }

    private static Refusal outOfRange(Place place, Site site, Found found) {
        if (found.text().startsWith("-")) {
            return refusal(ErrorCode.INTEGER_BELOW_MIN_VALUE, place, found.text(), "at least " + site.min());
        }
        return refusal(ErrorCode.INTEGER_ABOVE_MAX_VALUE, place, found.text(), "at most " + site.max());
    }

    static Refusal refusal(ErrorCode code, Place place, String shown, String expected) {
        return Refusal.of(code, place + ": " + shown + " (expected: " + expected + ")", place.param());
    }

    private static String at(@Nullable TokenStreamLocation location) {
        return location == null || location.getByteOffset() < 0 ? "" : " at byte " + location.getByteOffset();
    }

    private static String syntax(JacksonException fault) {
        String message = fault.getOriginalMessage();
        if (fault instanceof UnexpectedEndOfInputException) {
            return "unexpected end";
        }
        if (message.startsWith("Duplicate Object property")) {
            return "a member stands twice in an object";
        }
        if (message.startsWith("Trailing token")) {
            return "something follows the value";
        }
        if (fault instanceof StreamConstraintsException) {
            return bound(message);
        }
        return "unexpected character";
    }

    private static String bound(String message) {
        if (message.startsWith("Document nesting depth")) {
            return "nested too deep";
        }
        if (message.startsWith("Number")) {
            return "a number is too long";
        }
        return message.startsWith("Name") ? "a member's name is too long" : "a string is too long";
    }

    private static Place place(JacksonException fault) {
        var steps = new ArrayList<Object>();
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            steps.add(name == null ? (Object) step.getIndex() : name);
        }
        return new Place(steps);
    }

    /** The type that the contract has at the place of the fault, and the bounds on a number there. */
    private static Site site(JacksonException fault) {
        Type type = Object.class;
        Shape.@Nullable Member member = null;
        for (JacksonException.Reference step : fault.getPath()) {
            String name = step.getPropertyName();
            if (name == null) {
                type = Shape.items(type);
            } else {
                Object from = step.from();
                Class<?> owner = from instanceof Class<?> known ? known : from.getClass();
                Shape.Member next = Shape.of(owner).named(name);
                member = next == null ? member : next;
                type = next == null ? Shape.values(type) : next.type();
            }
        }
        return new Site(type, member);
    }

    private record Site(Type type, Shape.@Nullable Member member) {
        long min() {
            Min bound = member == null ? null : member.getter().getAnnotation(Min.class);
            return bound != null ? bound.value() : type == Long.class ? Long.MIN_VALUE : Integer.MIN_VALUE;
        }

        long max() {
            Max bound = member == null ? null : member.getter().getAnnotation(Max.class);
            return bound != null ? bound.value() : type == Long.class ? Long.MAX_VALUE : Integer.MAX_VALUE;
        }
    }
}
