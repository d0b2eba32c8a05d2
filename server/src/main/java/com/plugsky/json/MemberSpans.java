package com.plugsky.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.DeserializationContext;
import tools.jackson.databind.ValueDeserializer;
import tools.jackson.databind.deser.BeanDeserializerBuilder;
import tools.jackson.databind.deser.SettableAnyProperty;
import tools.jackson.databind.deser.SettableBeanProperty;
import tools.jackson.databind.deser.ValueDeserializerModifier;

/**
 * Notes the members of one type while it is bound, so that the body is not read twice.
 *
 * <p>The list is an attribute of the reading; a reading without it notes nothing.
 */
final class MemberSpans extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    /** The attribute that holds the {@code List<Member>} to fill. */
    static final Object ATTRIBUTE = MemberSpans.class;

    private final Class<?> root;

    MemberSpans(Class<?> root) {
        this.root = root;
    }

    @Override
    public BeanDeserializerBuilder updateBuilder(
            DeserializationConfig config, BeanDescription.Supplier type, BeanDeserializerBuilder builder) {
        if (type.getBeanClass() != root) {
            return builder;
        }
        var known = new ArrayList<SettableBeanProperty>();
        builder.getProperties().forEachRemaining(known::add);
        known.forEach(property -> builder.addOrReplaceProperty(new Known(property), true));
        SettableAnyProperty any = builder.getAnySetter();
        if (any != null) {
            builder.setAnySetter(null); // it is set once only, unless taken away first
            builder.setAnySetter(new Unknown(any));
        }
        return builder;
    }

    private static int start(JsonParser parser) {
        return (int) parser.currentTokenLocation().getByteOffset();
    }

    @SuppressWarnings("unchecked")
    private static void note(
            String name, int start, boolean isNull, JsonParser parser, DeserializationContext context) {
        var members = (List<Member>) context.getAttribute(ATTRIBUTE);
        if (members != null) {
            members.add(new Member(name, start, (int) parser.currentLocation().getByteOffset(), isNull));
        }
    }

    /** A member that the contract names. */
    private static final class Known extends SettableBeanProperty.Delegating {
        private static final long serialVersionUID = 1L;

        Known(SettableBeanProperty property) {
            super(property);
        }

        @Override
        protected SettableBeanProperty withDelegate(SettableBeanProperty property) {
            return new Known(property);
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean) {
            int start = start(parser);
            boolean isNull = parser.hasToken(JsonToken.VALUE_NULL);
            delegate.deserializeAndSet(parser, context, bean);
            note(getName(), start, isNull, parser, context);
        }
    }

    /** A member that it does not name. */
    private static final class Unknown extends SettableAnyProperty {
        private final SettableAnyProperty any;

        Unknown(SettableAnyProperty any) {
            super(any.getProperty(), any.getProperty().getMember(), any.getType(), null, null, null);
            this.any = any;
        }

        @Override
        public boolean hasValueDeserializer() {
            return any.hasValueDeserializer();
        }

        @Override
        public SettableAnyProperty withValueDeserializer(ValueDeserializer<Object> deserializer) {
            return new Unknown(any.withValueDeserializer(deserializer));
        }

        @Override
        public void fixAccess(DeserializationConfig config) {
            any.fixAccess(config);
        }

        @Override
        public void deserializeAndSet(JsonParser parser, DeserializationContext context, Object bean, String name) {
            int start = start(parser);
            boolean isNull = parser.hasToken(JsonToken.VALUE_NULL);
            any.deserializeAndSet(parser, context, bean, name);
            note(name, start, isNull, parser, context);
        }

        @Override
        protected void _set(DeserializationContext context, Object bean, Object name, Object value) {
            any.set(context, bean, name, value);
        }
    }
}
