package org.painbridge.server.patch;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildChoiceDefinition;
import ca.uhn.fhir.context.RuntimeChildContainedResources;
import ca.uhn.fhir.context.RuntimeChildExtension;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Period;
import org.jspecify.annotations.Nullable;

/** A property of an element: what may stand there, and what does. Choices are named without their type: {@code value}. */
final class ElementProperty {
    private final IBase parent;
    private final BaseRuntimeChildDefinition child;

    private ElementProperty(IBase parent, BaseRuntimeChildDefinition child) {
        this.parent = parent;
        this.child = child;
    }

    /** Null where such an element has no property of that name. */
    static @Nullable ElementProperty of(FhirContext context, IBase parent, String name) {
        BaseRuntimeElementDefinition<?> definition = context.getElementDefinition(parent.getClass());
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?>) && parent instanceof Element) {
            // Primitives have but what all elements have; HAPI does not say so.
            boolean common = name.equals("id") || name.equals("extension");
            definition = common ? context.getElementDefinition(Period.class) : null;
        }
        if (!(definition instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return null;
        }
        BaseRuntimeChildDefinition plain = composite.getChildByName(name);
        BaseRuntimeChildDefinition child = plain == null ? composite.getChildByName(name + "[x]") : plain;
        return child != null && child.getElementName().equals(name) ? new ElementProperty(parent, child) : null;
    }

    String name() {
        return child.getElementName();
    }

    boolean repeats() {
        return child.getMax() != 1;
    }

    /** Whether elements of several types may stand here. */
    boolean isChoice() {
        // HAPI reads extensions as if they were choices.
        boolean choice = child instanceof RuntimeChildChoiceDefinition && !(child instanceof RuntimeChildExtension);
        return choice || holdsResources();
    }

    boolean holdsResources() {
        return child instanceof RuntimeChildContainedResources;
    }

    /** An element without content is none. */
    List<IBase> values() {
        return child.getAccessor().getValues(parent).stream()
                .filter(value -> value != null && !value.isEmpty())
                .toList();
    }

    void set(List<IBase> values) {
        child.getMutator().setValue(parent, null);
        values.forEach(value -> child.getMutator().addValue(parent, value));
    }

    /** What stands here where it is no choice. */
    BaseRuntimeElementDefinition<?> definition() {
        return child instanceof RuntimeChildExtension // Which does not know itself by name.
                ? child.getChildElementDefinitionByDatatype(Extension.class)
                : child.getChildByName(child.getElementName());
    }

    /** Whether it is a choice that has this type. */
    boolean offers(IBase value) {
        BaseRuntimeElementDefinition<?> offered = child.getChildElementDefinitionByDatatype(value.getClass());
        return offered != null && offered.getImplementingClass().equals(value.getClass());
    }

    /** An element without content of the one type that stands here. */
    IBase make() {
        Object argument = child.getInstanceConstructorArguments();
        return argument == null ? definition().newInstance() : definition().newInstance(argument);
    }
}
