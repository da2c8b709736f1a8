package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.DomainResource;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ResourceFactory;
import org.painbridge.clinical.fhir.PlacedReference;

/** A resource by its elements, as far as these are for people to change: what the server writes is left out. */
final class Elements {
    private static final Set<String> OF_SERVER = Set.of("id", "meta", "implicitRules", "text", "contained");

    private Elements() {}

    /** What one element holds; equal where FHIR says the same. */
    static final class Value {
        private final List<Base> values;

        Value(List<Base> values) {
            this.values = List.copyOf(values);
        }

        /** For people. */
        String text() {
            return values.stream().map(Elements::text).collect(Collectors.joining("; "));
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Value value && Base.compareDeep(values, value.values, true);
        }

        @Override
        public int hashCode() {
            return values.size();
        }
    }

    static Map<String, Value> of(Resource resource) {
        Map<String, Value> elements = new LinkedHashMap<>();
        for (Property property : resource.children()) {
            List<Base> values = property.getValues().stream()
                    .filter(value -> !value.isEmpty() && !ofServer(property, value))
                    .toList();
            if (!values.isEmpty()) {
                elements.put(property.getName(), new Value(values));
            }
        }
        return elements;
    }

    /** What people want to know of: whose and how far agreed a plan is besides, when a task was last touched not. */
    static Map<String, Value> told(Resource resource) {
        Map<String, Value> elements = new LinkedHashMap<>(of(resource));
        elements.remove("lastModified");
        if (resource instanceof DomainResource whole) {
            for (String url : ServerExtensions.URLS) {
                List<Base> values = whole.getExtensionsByUrl(url).stream()
                        .map(extension -> (Base) extension.getValue())
                        .toList();
                if (!values.isEmpty()) {
                    elements.put("extension('" + url + "').value", new Value(values));
                }
            }
        }
        return elements;
    }

    /** The resource with these elements in place of its own; what the server writes stays. */
    static Resource with(Resource resource, Map<String, Value> elements) {
        Resource result = ResourceFactory.createResource(resource.fhirType());
        for (Property property : resource.children()) {
            List<Base> values = new ArrayList<>(property.getValues().stream()
                    .filter(value -> ofServer(property, value))
                    .toList());
            Value wanted = elements.get(property.getName());
            if (wanted != null) {
                values.addAll(wanted.values);
            }
            values.forEach(value -> result.setProperty(property.getName(), value));
        }
        if (result instanceof DomainResource whole) {
            dropUnused(whole);
        }
        return result;
    }

    /** R4, dom-3: what a resource contains is referred to from within it. */
    private static void dropUnused(DomainResource resource) {
        Set<String> used = PlacedReference.in(resource, "").stream()
                .filter(PlacedReference::staysInside)
                .map(placed -> placed.reference().getReference().substring(1))
                .collect(Collectors.toSet());
        resource.getContained()
                .removeIf(contained ->
                        !used.contains(contained.getIdElement().getIdPart().replace("#", "")));
    }

    private static boolean ofServer(Property property, Base value) {
        return OF_SERVER.contains(property.getName())
                || value instanceof Extension extension && ServerExtensions.has(extension.getUrl());
    }

    private static String text(Base value) {
        if (value.isPrimitive()) {
            return String.valueOf(value.primitiveValue());
        }
        return value.children().stream()
                .flatMap(child -> child.getValues().stream())
                .map(Elements::text)
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(" "));
    }
}
