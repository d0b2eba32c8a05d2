package com.plugsky.json;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.BeanDescription;
import tools.jackson.databind.DeserializationConfig;
import tools.jackson.databind.deser.ValueDeserializerModifier;
import tools.jackson.databind.introspect.BeanPropertyDefinition;

/**
 * Leaves a type those members only that an annotation names.
 *
 * <p>The generated types keep unknown members in a map of their own; without this a caller's member of the map's name
 * would be taken for the map.
 */
final class NamedMembers extends ValueDeserializerModifier {

    private static final long serialVersionUID = 1L;

    @Override
    public List<BeanPropertyDefinition> updateProperties(
            DeserializationConfig config, BeanDescription.Supplier type, List<BeanPropertyDefinition> members) {
        var named = new ArrayList<>(members);
        named.removeIf(member -> !member.isExplicitlyNamed());
        return named;
    }
}
