package org.painbridge.server.patch;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.patch.ResourcePath.Step;

/** The references in a FHIRPath Patch: whole ones, and texts that go where the text of a reference is. */
final class FhirPathReferences {
    private final ElementTypes types;
    private final List<SentReference> found = new ArrayList<>();

    FhirPathReferences(ElementTypes types) {
        this.types = types;
    }

    List<SentReference> found() {
        return found;
    }

    void look(FhirPathOperation operation, String type) {
        SentPart value = operation.parts().get("value");
        if (value == null) {
            return;
        }
        found.addAll(SentReference.in(value.sent(), value.place()));
        SentPart name = operation.parts().get("name");
        List<Step> steps = operation.path().steps();
        if (name != null) {
            look(value, at(steps, type), name.text());
            return;
        }
        int last = steps.size() - 1;
        while (last >= 0 && !(steps.get(last) instanceof Step.Child)) {
            last--;
        }
        if (last >= 0 && steps.get(last) instanceof Step.Child child) {
            look(value, at(steps.subList(0, last), type), child.name());
        }
    }

    /** What the steps lead to. */
    private @Nullable BaseRuntimeElementDefinition<?> at(List<Step> steps, String type) {
        BaseRuntimeElementDefinition<?> found = types.resource(type);
        for (int i = 0; i < steps.size(); i++) {
            found = switch (steps.get(i)) {
                case Step.Child child ->
                    i == 0 && child.name().equals(type) ? found : ElementTypes.child(found, child.name());
                case Step.OfType as -> types.datatype(as.type());
                case Step.ExtensionOf url -> types.datatype("Extension");
                case Step.Slice slice -> found;
                case Step.Last last -> found;
                case Step.Where where -> found;
            };
        }
        return found;
    }

    /** @param name what the part is called in the resource, as part of the parent */
    private void look(SentPart part, @Nullable BaseRuntimeElementDefinition<?> parent, String name) {
        if (ElementTypes.isOfReference(parent, name)
                && part.sent().getValue() instanceof PrimitiveType<?> text
                && text.getValue() instanceof String sent) {
            found.add(new SentReference(part.place(), sent, text::setValueAsString));
        }
        BaseRuntimeElementDefinition<?> own = ElementTypes.child(parent, name);
        part.parts().forEach(inner -> look(inner, own, inner.name()));
    }
}
