package org.painbridge.server.store.oracle;

import static org.painbridge.server.store.oracle.Pools.any;
import static org.painbridge.server.store.oracle.Pools.once;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildPrimitiveEnumerationDatatypeDefinition;
import ca.uhn.fhir.context.RuntimeResourceDefinition;
import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/** Resources of any type: every element that a search parameter of R4 looks at may be there, once or twice, or not. */
final class RandomResources {
    /** {@code Observation.value} of {@code (Observation.value as Quantity)}; functions are no elements. */
    private static final Pattern PATH = Pattern.compile("[A-Z]\\w+(?:\\.\\w+\\b(?!\\())+");

    private final RandomGenerator random;
    private final FhirContext context;
    private final Definitions definitions;
    private final RandomValues values;
    private final RandomReferences references;
    /** The elements that parameters look at, and those around them; with the types that a reference there may lead to. */
    private final Map<String, Set<String>> targetsByPath = new HashMap<>();
    /** Where a parameter follows references; elsewhere it is open which R4 allows. */
    private final Set<String> followed = new HashSet<>();

    RandomResources(RandomGenerator random, OracleParts parts, RandomValues values, RandomReferences references) {
        this.random = random;
        this.context = parts.context;
        this.definitions = parts.definitions;
        this.values = values;
        this.references = references;
    }

    Resource of(String type, String id) {
        definitions.of(type).forEach(this::learn);
        RuntimeResourceDefinition definition = context.getResourceDefinition(type);
        Resource resource = (Resource) definition.newInstance();
        fill(resource, definition, type, resource);
        meta(resource);
        resource.setId(id);
        return resource;
    }

    private void learn(Parameter parameter) {
        Matcher paths = PATH.matcher(parameter.path());
        while (paths.find()) {
            String path = paths.group();
            targetsByPath.computeIfAbsent(path, key -> new HashSet<>()).addAll(parameter.targets());
            if (parameter.kind() == RestSearchParameterTypeEnum.REFERENCE) {
                followed.add(path);
            }
            for (int dot = path.lastIndexOf('.'); dot > 0; dot = path.lastIndexOf('.', dot - 1)) {
                targetsByPath.computeIfAbsent(path.substring(0, dot), key -> new HashSet<>());
            }
        }
    }

    private void fill(IBase parent, BaseRuntimeElementCompositeDefinition<?> definition, String path, Resource holder) {
        for (BaseRuntimeChildDefinition child : definition.getChildren()) {
            String place = path + "." + child.getElementName();
            if (targetsByPath.containsKey(place) && !once(random, 3)) {
                int times = child.getMax() == 1 || !once(random, 3) ? 1 : 2;
                for (int i = 0; i < times; i++) {
                    child.getMutator().addValue(parent, element(child, place, holder));
                }
            }
        }
    }

    private IBase element(BaseRuntimeChildDefinition child, String place, Resource holder) {
        List<String> names = child.getValidChildNames().stream()
                .filter(name -> isDatatype(child.getChildByName(name), followed.contains(place)))
                .sorted()
                .toList();
        BaseRuntimeElementDefinition<?> definition = child.getChildByName(choice(names));
        if (child instanceof RuntimeChildPrimitiveEnumerationDatatypeDefinition coded) {
            return code(coded, definition);
        }
        IBase element = definition.newInstance();
        if (element instanceof Reference reference) {
            references.fill(reference, targetsByPath.get(place), holder);
        } else if (!values.fill(element) && definition instanceof BaseRuntimeElementCompositeDefinition<?> composite) {
            fill(element, composite, place, holder);
        }
        return element;
    }

    /** Quantities are one choice among many, but the one with the most to compare. */
    private String choice(List<String> names) {
        List<String> quantities =
                names.stream().filter(name -> name.endsWith("Quantity")).toList();
        return any(random, quantities.isEmpty() || once(random, 2) ? names : quantities);
    }

    private static boolean isDatatype(BaseRuntimeElementDefinition<?> definition, boolean orReference) {
        Class<?> type = definition.getImplementingClass();
        return !Resource.class.isAssignableFrom(type) && (orReference || !Reference.class.isAssignableFrom(type));
    }

    @SuppressWarnings({"unchecked", "rawtypes"})
    private IBase code(
            RuntimeChildPrimitiveEnumerationDatatypeDefinition child, BaseRuntimeElementDefinition<?> definition) {
        var code = (org.hl7.fhir.r4.model.Enumeration) definition.newInstance(child.getInstanceConstructorArguments());
        List<Enum<?>> constants =
                new ArrayList<>(List.of(child.getBoundEnumType().getEnumConstants()));
        constants.removeIf(constant -> constant.name().equals("NULL"));
        code.setValue(any(random, constants.subList(0, Math.min(3, constants.size()))));
        return code;
    }

    private void meta(Resource resource) {
        if (once(random, 3)) {
            values.fill(resource.getMeta().addTag());
        }
        if (once(random, 3)) {
            values.fill(resource.getMeta().addSecurity());
        }
        if (once(random, 3)) {
            resource.getMeta().addProfile(any(random, Pools.URIS));
        }
        if (once(random, 3)) {
            resource.getMeta().setSource(any(random, Pools.URIS));
        }
    }
}
