package com.plugsky.json;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.plugsky.json.lazy.LazyFactory;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamFactory;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.MapperFeature;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.CoercionAction;
import tools.jackson.databind.cfg.CoercionInputShape;
import tools.jackson.databind.cfg.ConstructorDetector;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.module.SimpleModule;
import tools.jackson.databind.type.LogicalType;

/**
 * Reads JSON as the contract means it: what has the wrong type is refused, never converted.
 *
 * <p>A string is no number and a number no string, {@code 1.5} is no integer, null is no value where null is not allowed,
 * a name stands once in an object, nothing follows the value, and every size is bounded. Safe for use by many threads.
 */
public final class StrictJson {

    private static final List<LogicalType> TYPES = List.of(
            LogicalType.Textual,
            LogicalType.Integer,
            LogicalType.Float,
            LogicalType.Boolean,
            LogicalType.Enum,
            LogicalType.POJO,
            LogicalType.Collection,
            LogicalType.Map);

    private final JsonMapper mapper;
    private final ObjectReader reader;

    private StrictJson(JsonMapper mapper, Class<?> root) {
        this.mapper = mapper;
        this.reader = mapper.readerFor(root);
    }

    /** A reader whose {@link #read} makes values of one type. */
    public static StrictJson of(Class<?> root, JsonLimits limits) {
        JsonMapper.Builder builder = JsonMapper.builder(factory(limits))
                .enable(
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS,
                        DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES,
                        DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES,
                        DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS, MapperFeature.USE_GETTERS_AS_SETTERS)
                // else a generated class is made by its constructor for required members, past the setters
                .constructorDetector(ConstructorDetector.DEFAULT.withRequireAnnotation(true))
                .withConfigOverride(
                        List.class, list -> list.setNullHandling(JsonSetter.Value.forContentNulls(Nulls.FAIL)));
        TYPES.forEach(type -> builder.withCoercionConfig(type, config -> {
            for (CoercionInputShape shape : foreign(type)) {
                config.setCoercion(shape, CoercionAction.Fail);
            }
        }));
        builder.addModule(new SimpleModule("members").setDeserializerModifier(new NamedMembers()));
        builder.addModule(new SimpleModule("strict")
                .addDeserializer(String.class, new PlainText())
                .addDeserializer(Integer.class, new WholeNumber.OfInteger())
                .addDeserializer(Long.class, new WholeNumber.OfLong())
                .setDeserializerModifier(new MemberSpans(root)));
        return new StrictJson(builder.build(), root);
    }

    /** The mapper itself, for whatever else reads or writes JSON. */
    public JsonMapper mapper() {
        return mapper;
    }

    /**
     * Reads a whole text.
     *
     * @param text in UTF-8, which is for the caller to check; it must not change while what was read is in use: long texts are
     *     decoded when somebody looks at them
     * @param members is filled with the members of the outermost object
     * @return null for the text {@code null}
     * @throws JacksonException the text is no JSON, breaks a bound, or does not fit the type
     */
    public @Nullable Object read(byte[] text, List<Member> members) {
        return reader.withAttribute(MemberSpans.ATTRIBUTE, members).readValue(text);
    }

    private static JsonFactory factory(JsonLimits limits) {
        return new LazyFactory(JsonFactory.builder()
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(limits.depth())
                        .maxNumberLength(limits.number())
                        .maxNameLength(limits.name())
                        .maxStringLength(limits.body())
                        .build())
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .disable(StreamReadFeature.INCLUDE_SOURCE_IN_LOCATION)
                .disable(TokenStreamFactory.Feature.INTERN_PROPERTY_NAMES));
    }

    /** The shapes of input that are not this type's own. */
    private static Set<CoercionInputShape> foreign(LogicalType type) {
        Set<CoercionInputShape> own = switch (type) {
            case Textual, Enum -> EnumSet.of(CoercionInputShape.String, CoercionInputShape.EmptyString);
            case Integer -> EnumSet.of(CoercionInputShape.Integer);
            case Float -> EnumSet.of(CoercionInputShape.Integer, CoercionInputShape.Float);
            case Boolean -> EnumSet.of(CoercionInputShape.Boolean);
            case POJO, Map -> EnumSet.of(CoercionInputShape.Object);
            default -> EnumSet.of(CoercionInputShape.Array, CoercionInputShape.EmptyArray);
        };
        return EnumSet.complementOf(EnumSet.copyOf(own));
    }
}
