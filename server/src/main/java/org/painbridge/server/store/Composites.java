package org.painbridge.server.store;

import ca.uhn.fhir.context.RuntimeSearchParam;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.painbridge.server.store.SearchParameter.Pair;

/**
 * Composite parameters, from their definitions: two parameters whose values must lie in the same element. Where that is the
 * resource, the two parameters are searched as they are; where it is an element of it, its values are indexed beside each
 * other, under paths that begin at the element.
 */
final class Composites {
    private Composites() {}

    /** @param parameters of the type that are no composites */
    static SearchParameter of(String type, RuntimeSearchParam definition, Map<String, SearchParameter> parameters) {
        List<String> roots = SearchPaths.members(definition.getPath());
        List<SearchParameter> components = definition.getComponents().stream()
                .map(component -> component(type, component.getReference(), parameters))
                .toList();
        if (components.size() != 2) {
            throw new IllegalStateException("Not two components: " + type + "." + definition.getName());
        }
        List<Pair> pairs = new ArrayList<>();
        for (String root : roots) {
            List<SearchParameter> own = components.stream()
                    .map(component ->
                            root.equals(type) ? ofResource(component, roots, parameters) : ofElement(component, root))
                    .toList();
            pairs.add(new Pair(root, own.getFirst(), own.getLast()));
        }
        return new SearchParameter(
                type,
                definition.getName(),
                definition.getParamType(),
                definition.getPath(),
                NameIds.of(type + "." + definition.getName()),
                Set.of(),
                String.valueOf(definition.getDescription()),
                pairs);
    }

    /** R4 names a component by the id of its definition, {@code Observation-code}. */
    private static SearchParameter component(String type, String reference, Map<String, SearchParameter> parameters) {
        String code = reference.substring(reference.lastIndexOf('/') + 1).replaceFirst("^" + type + "-", "");
        SearchParameter component = parameters.get(code);
        if (component == null) {
            throw new IllegalStateException("No search parameter of " + type + ": " + reference);
        }
        return component;
    }

    /** The parameter over what the component finds outside the other roots: {@code code} for {@code combo-code}. */
    private static SearchParameter ofResource(
            SearchParameter component, List<String> roots, Map<String, SearchParameter> parameters) {
        List<String> members = SearchPaths.members(component.path());
        Set<String> wanted = new HashSet<>(members);
        roots.stream()
                .filter(root -> !root.equals(component.resourceType()))
                .forEach(root -> wanted.removeIf(path -> path.contains(root + ".")));
        return parameters.values().stream()
                .filter(parameter -> parameter.type() == component.type()
                        && wanted.equals(new HashSet<>(SearchPaths.members(parameter.path()))))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("No search parameter for " + wanted));
    }

    private static SearchParameter ofElement(SearchParameter component, String root) {
        String path = String.join(
                " | ",
                SearchPaths.members(component.path()).stream()
                        .filter(member -> member.contains(root + "."))
                        .map(member -> member.replace(root + ".", ""))
                        .toList());
        String name = root + "(" + path + ")";
        return new SearchParameter(
                component.resourceType(),
                name,
                component.type(),
                path,
                NameIds.of(name),
                component.targets(),
                component.documentation());
    }
}
