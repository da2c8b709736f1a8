package org.painbridge.server.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import org.jspecify.annotations.Nullable;

/** What R4 says that an element of a resource is, as far as the way to it tells; null where it does not. */
final class ElementTypes {
    private static final String REFERENCE = "reference";

    private final FhirContext context;

    ElementTypes(FhirContext context) {
        this.context = context;
    }

    @Nullable
    BaseRuntimeElementDefinition<?> resource(String type) {
        return context.getResourceTypes().contains(type) ? context.getResourceDefinition(type) : null;
    }

    @Nullable
    BaseRuntimeElementDefinition<?> datatype(String type) {
        return context.getElementDefinition(type);
    }

    /** @param name as JSON has it: that of a choice with its type */
    static @Nullable BaseRuntimeElementDefinition<?> child(
            @Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        if (!(parent instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition child = composite.getChildByName(name);
        return child == null || child instanceof RuntimeChildContainedResources ? null : child.getChildByName(name);
    }

    /** Whether a text of that name, in an element of that type, says where a Reference leads: three others are URIs. */
    static boolean isOfReference(@Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        return name.equals(REFERENCE) && (parent == null || parent.getName().equals("Reference"));
    }
}
