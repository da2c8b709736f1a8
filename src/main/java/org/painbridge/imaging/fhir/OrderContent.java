package org.painbridge.imaging.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Property;
import org.hl7.fhir.r4.model.ServiceRequest;

/**
 * What an order asks for, of whom and why, as text to be hashed: each primitive element as {@code path=value}, a line each, in
 * the order of the elements of FHIR. Signing an order, numbering and dating it, assigning a performer or adding a note does
 * not change it; anything else does. Names of people are left out, and of a literal reference all but type and id, which are
 * the same wherever the order is looked at.
 */
public record OrderContent(String text) {
    private static final Set<String> ELEMENTS = Set.of(
            "contained",
            "modifierExtension",
            "priority",
            "doNotPerform",
            "code",
            "orderDetail",
            "quantity[x]",
            "subject",
            "asNeeded[x]",
            "reasonCode",
            "reasonReference",
            "supportingInfo",
            "bodySite");
    private static final Set<String> IGNORED = Set.of("display", "extension");

    public static OrderContent of(ServiceRequest order) {
        List<String> lines = new ArrayList<>();
        for (Property property : order.children()) {
            if (ELEMENTS.contains(property.getName())) {
                add("ServiceRequest", property, lines);
            }
        }
        return new OrderContent(String.join("\n", lines));
    }

    /** SHA-256 of the text, {@code sha256:...}. */
    public String hash() {
        return Sha256.of(text).toString();
    }

    private static String text(Property property, String value) {
        IdType target = new IdType(property.getName().equals("reference") ? value : "");
        return target.hasResourceType() && target.hasIdPart()
                ? target.getResourceType() + "/" + target.getIdPart()
                : value;
    }

    private static void add(String path, Property property, List<String> lines) {
        List<Base> values = property.getValues();
        for (int i = 0; i < values.size(); i++) {
            Base value = values.get(i);
            String place = path + "." + property.getName() + "[" + i + "]";
            if (value.isPrimitive() && value.primitiveValue() != null) {
                lines.add(place + "=" + text(property, value.primitiveValue()));
            }
            for (Property child : value.children()) {
                if (!IGNORED.contains(child.getName())) {
                    add(place, child, lines);
                }
            }
        }
    }
}
