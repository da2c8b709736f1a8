package org.painbridge.clinical.fhir;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.UriType;
import org.jspecify.annotations.Nullable;

/**
 * A reference and its place. HAPI's FhirTerser finds the same references but forgets the index of a repeated element,
 * which a sender needs to find its mistake.
 *
 * @param path FHIRPath of the place
 * @param definition the type of the element as R4 defines it: {@code Reference(Patient|Group)}
 */
public record PlacedReference(String path, Reference reference, String definition) {
    private static final Pattern TARGETS = Pattern.compile("Reference\\(([^)]*)\\)");

    /** An element that a class may have; HAPI describes them anew for every instance, which takes most of a walk's time. */
    private record Child(String name, int hash, boolean isList, String definition) {}

    private static final Map<Class<?>, List<Child>> CHILDREN = new ConcurrentHashMap<>();

    /** Where the walk is; its path is put together only for a reference. */
    private record Step(@Nullable Step parent, String name, int index) {
        String path() {
            String own = index < 0 ? name : name + "[" + index + "]";
            return parent == null ? own : parent.path() + "." + own;
        }
    }

    /** A reference that was found by other means, whose element may lead anywhere. */
    public PlacedReference(String path, Reference reference) {
        this(path, reference, "Reference(Any)");
    }

    /**
     * Every reference below the node: in extensions, contained resources and primitive elements too.
     *
     * @param path of the node itself
     */
    public static List<PlacedReference> in(Base node, String path) {
        return in(node, path, link -> {});
    }

    /**
     * The same, of one walk.
     *
     * @param links takes what may link elsewhere without being a reference: each {@link UriType} and each {@link Narrative}
     */
    public static List<PlacedReference> in(Base node, String path, Consumer<Base> links) {
        List<PlacedReference> found = new ArrayList<>();
        collect(node, new Step(null, path, -1), found, links);
        return found;
    }

    /** Whether it leads to a resource contained in its own ({@code #x}). */
    public boolean staysInside() {
        return reference.hasReference() && reference.getReference().startsWith("#");
    }

    /** The type that an identifier without Reference.type belongs to; empty when the place does not tell. */
    public String typeIfUntold() {
        return path.endsWith(".subject") ? "Patient" : "";
    }

    /** The resource types that R4 lets this element lead to; empty where any will do. */
    public Set<String> targets() {
        Matcher matcher = TARGETS.matcher(definition);
        Set<String> targets = matcher.results()
                .flatMap(match -> Stream.of(match.group(1).split("\\|")))
                .collect(Collectors.toSet());
        return targets.contains("Any") ? Set.of() : targets;
    }

    private static void collect(Base node, Step place, List<PlacedReference> found, Consumer<Base> links) {
        for (Child child : CHILDREN.computeIfAbsent(node.getClass(), key -> children(node))) {
            Base[] values = node.getProperty(child.hash(), child.name(), false);
            for (int i = 0; i < values.length; i++) {
                if (values[i] instanceof UriType || values[i] instanceof Narrative) {
                    links.accept(values[i]);
                }
                if (!isPlain(values[i])) {
                    visit(values[i], child, child.isList() ? i : -1, place, found, links);
                }
            }
        }
    }

    private static List<Child> children(Base node) {
        return node.children().stream()
                .map(property -> {
                    String name = property.getName().replace("[x]", "");
                    return new Child(name, name.hashCode(), property.isList(), property.getTypeCode());
                })
                .toList();
    }

    private static void visit(
            Base value, Child child, int index, Step parent, List<PlacedReference> found, Consumer<Base> links) {
        Step place = new Step(parent, child.name(), index);
        if (value instanceof Reference reference) {
            found.add(new PlacedReference(place.path(), reference, child.definition()));
        }
        collect(value, place, found, links);
    }

    private static boolean isPlain(Base value) {
        return value instanceof PrimitiveType<?> && !((Element) value).hasExtension();
    }
}
