package org.painbridge.server.store.oracle;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/**
 * Composite parameters (R4 3.1.1.4.14). R4 gives the two expressions relative to an element ({@code code} and {@code
 * value.as(Quantity)} of {@code Observation | Observation.component}); HAPI has only the names of the two parameters, so
 * the expressions are what these look at in that element.
 */
final class Composites {

    /** What the two parameters look at in one element. */
    record Both(Parameter firstParameter, List<IBase> first, Parameter secondParameter, List<IBase> second) {}

    private final Definitions definitions;
    private final Elements elements;

    Composites(Definitions definitions, Elements elements) {
        this.definitions = definitions;
        this.elements = elements;
    }

    List<Both> elements(Resource resource, Parameter composite) {
        List<String> roots = Elements.members(composite.path());
        Parameter first =
                definitions.get(composite.type(), composite.components().getFirst());
        Parameter second =
                definitions.get(composite.type(), composite.components().getLast());
        List<Both> all = new ArrayList<>();
        for (String root : roots) {
            for (IBase element : elements.evaluate(resource, root)) {
                all.add(new Both(
                        first, within(element, root, roots, first), second, within(element, root, roots, second)));
            }
        }
        return all;
    }

    private List<IBase> within(IBase element, String root, List<String> roots, Parameter parameter) {
        return Elements.members(parameter.path()).stream()
                .filter(path -> root.equals(closest(path, roots)))
                .map(path -> path.replaceFirst("\\b" + root + "\\.", ""))
                .flatMap(path -> elements.evaluate(element, path).stream())
                .toList();
    }

    /** The root that the path begins with; the longer where there are two. */
    private static String closest(String path, List<String> roots) {
        return roots.stream()
                .filter(root -> Stream.of(path.split("[^\\w.]")).anyMatch(word -> word.startsWith(root + ".")))
                .max(Comparator.comparing(String::length))
                .orElse("");
    }
}
