package org.painbridge.careplan.fhir;

import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;

/**
 * An element that was changed on both sides.
 *
 * @param path FHIRPath from the resource
 * @param resource {@code Type/id}
 * @param current what is there now; the author is empty where none is known
 */
record Conflict(String resource, String path, Side current, Side proposed) {
    /** What one side says, in words, and who that is. */
    record Side(String value, String author) {}

    String words() {
        return path + " of " + resource + ": is \"" + current.value() + "\" by " + name(current.author())
                + ", proposed is \"" + proposed.value() + "\" by " + name(proposed.author()) + ".";
    }

    private static String name(String author) {
        return author.isEmpty() ? "somebody who is not recorded" : author;
    }

    void addTo(Parameters answer) {
        ParametersParameterComponent conflict = answer.addParameter().setName("conflict");
        conflict.addPart().setName("resource").setValue(new Reference(resource));
        conflict.addPart().setName("path").setValue(new StringType(path));
        add(conflict, "current", current);
        add(conflict, "proposed", proposed);
    }

    private static void add(ParametersParameterComponent conflict, String name, Side side) {
        conflict.addPart().setName(name).setValue(new StringType(side.value().isEmpty() ? "nothing" : side.value()));
        if (!side.author().isEmpty()) {
            conflict.addPart().setName(name + "Author").setValue(new Reference(side.author()));
        }
    }
}
