package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.Reference;

/**
 * A reference and the FHIRPath expression of its place. HAPI's FhirTerser finds the same references but forgets the
 * index of a repeated element, which a sender needs to find its mistake.
 */
record PlacedReference(String path, Reference reference) {
    /** Every reference below the node: in extensions, contained resources and primitive elements too. */
    static List<PlacedReference> in(Base node, String path) {
        List<PlacedReference> found = new ArrayList<>();
        collect(node, path, found);
        return found;
    }

    /** Whether it leads to a resource contained in its own ({@code #x}). */
    boolean staysInside() {
        return reference.hasReference() && reference.getReference().startsWith("#");
    }

    /** The type that an identifier without Reference.type belongs to; empty when the place does not tell. */
    String typeIfUntold() {
        return path.endsWith(".subject") ? "Patient" : "";
    }

    private static void collect(Base node, String path, List<PlacedReference> found) {
        if (node instanceof Reference reference) {
            found.add(new PlacedReference(path, reference));
        }
        for (Property property : node.children()) {
            List<Base> values = property.getValues();
            for (int i = 0; i < values.size(); i++) {
                collect(values.get(i), path + "." + step(property, i), found);
            }
        }
    }

    private static String step(Property property, int index) {
        String name = property.getName().replace("[x]", "");
        return property.isList() ? name + "[" + index + "]" : name;
    }
}
