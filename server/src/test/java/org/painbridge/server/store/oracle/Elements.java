package org.painbridge.server.store.oracle;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPath.IParsedExpression;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.oracle.Definitions.Parameter;

/** The elements of a resource that a search parameter is about: its FHIRPath expression, evaluated. */
final class Elements {
    private static final Pattern OF_TYPE = Pattern.compile("(.*)\\.where\\(resolve\\(\\) is (\\w+)\\)");

    private final IFhirPath fhirPath;
    private final References references;
    private final Map<String, IParsedExpression> parsed = new HashMap<>();
    /** Of a resource and a path; each question is made of what all paths find. */
    private final Map<Resource, Map<String, List<IBase>>> found = new WeakHashMap<>();

    Elements(FhirContext context, References references) {
        this.fhirPath = context.newFhirPath();
        this.references = references;
    }

    /** Those with a value; an extension alone is none. */
    List<IBase> of(Resource resource, Parameter parameter) {
        List<IBase> found = new ArrayList<>();
        for (String path : members(parameter.path())) {
            Matcher narrowed = OF_TYPE.matcher(path);
            if (narrowed.matches()) {
                evaluate(resource, narrowed.group(1)).stream()
                        .filter(element -> references.mayLeadTo(element, narrowed.group(2)))
                        .forEach(found::add);
            } else {
                found.addAll(evaluate(resource, path));
            }
        }
        return found;
    }

    /** The same without what {@code resolve() is} asks, for what the identifier of a reference cannot tell. */
    List<IBase> ofAnyType(Resource resource, Parameter parameter) {
        String path = OF_TYPE.matcher(parameter.path()).replaceFirst("$1");
        return of(resource, parameter.withPath(path));
    }

    List<IBase> evaluate(IBase context, String path) {
        return context instanceof Resource resource
                ? found.computeIfAbsent(resource, none -> new HashMap<>())
                        .computeIfAbsent(path, none -> evaluated(resource, path))
                : evaluated(context, path);
    }

    private List<IBase> evaluated(IBase context, String path) {
        return fhirPath.evaluate(context, parsed.computeIfAbsent(path, this::parse), IBase.class).stream()
                .filter(Elements::hasContent)
                .toList();
    }

    private static boolean hasContent(IBase element) {
        if (element instanceof PrimitiveType<?> primitive) {
            return primitive.getValueAsString() != null
                    && !primitive.getValueAsString().isEmpty();
        }
        return ((Base) element)
                .children().stream()
                        .filter(property -> !property.getName().equals("extension")
                                && !property.getName().equals("id"))
                        .flatMap(property -> property.getValues().stream())
                        .anyMatch(Elements::hasContent);
    }

    private IParsedExpression parse(String path) {
        try {
            return fhirPath.parse(path);
        } catch (Exception e) {
            throw new IllegalStateException(path, e);
        }
    }

    /** The members of a union; HAPI cannot compare quantities, which the union itself would need. */
    static List<String> members(String path) {
        List<String> members = new ArrayList<>();
        StringBuilder member = new StringBuilder();
        int open = 0;
        for (char next : path.toCharArray()) {
            open += next == '(' ? 1 : 0;
            open -= next == ')' ? 1 : 0;
            if (next == '|' && open == 0) {
                members.add(member.toString().strip());
                member.setLength(0);
            } else {
                member.append(next);
            }
        }
        members.add(member.toString().strip());
        return members;
    }
}
