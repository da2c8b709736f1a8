package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.fhir.Elements.Value;

/**
 * What differs between two versions of a resource, in words.
 *
 * @param path FHIRPath of the element
 * @param from what it held; empty for nothing
 * @param to what it holds; empty for nothing
 */
public record ElementChange(String path, String from, String to) {
    /** In the order of the alphabet; how far a plan is agreed and whose it is count, housekeeping does not. */
    public static List<ElementChange> between(Resource before, Resource after) {
        Map<String, Value> old = Elements.told(before);
        Map<String, Value> now = Elements.told(after);
        List<ElementChange> changes = new ArrayList<>();
        TreeSet<String> elements = new TreeSet<>(old.keySet());
        elements.addAll(now.keySet());
        for (String element : elements) {
            if (!Objects.equals(old.get(element), now.get(element))) {
                String path = after.fhirType() + "." + element.replace("[x]", "");
                changes.add(new ElementChange(path, text(old.get(element)), text(now.get(element))));
            }
        }
        return changes;
    }

    private static String text(@Nullable Value value) {
        return value == null ? "" : value.text();
    }
}
