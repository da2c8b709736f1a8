package org.painbridge.server.patch;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.jspecify.annotations.Nullable;

/**
 * An element and where it stands.
 *
 * @param property null for the resource itself
 */
record Place(@Nullable ElementProperty property, IBase element) {

    /** {@code HumanName}, or {@code Patient.contact} where the type has no name of its own. */
    static String type(IBase element) {
        return element instanceof Base base ? base.fhirType() : "xhtml";
    }

    /** All values of the property, with this one made another. */
    List<IBase> replacedBy(ElementProperty property, IBase other) {
        List<IBase> values = new ArrayList<>(property.values());
        values.replaceAll(value -> value == element ? other : value);
        return values;
    }

    /** All values of the property but this. */
    List<IBase> removed(ElementProperty property) {
        return property.values().stream().filter(value -> value != element).toList();
    }
}
