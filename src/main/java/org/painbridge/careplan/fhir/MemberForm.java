package org.painbridge.careplan.fhir;

import ca.uhn.fhir.model.api.annotation.Child;
import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;

/** Whether what comes into a plan has the elements that R4 requires, whatever profile it claims, and doses that are read as sent. */
public final class MemberForm {
    /** An element that a class may have. HAPI describes them anew for every instance. */
    private record Element(String name, String shown, int hash, boolean required, boolean list) {}

    private static final Map<Class<?>, List<Element>> CHILDREN = new ConcurrentHashMap<>();

    private MemberForm() {}

    /** Each with its place, from the type of the resource on. */
    public static List<OperationOutcomeIssueComponent> problems(Resource resource) {
        List<OperationOutcomeIssueComponent> problems = new ArrayList<>();
        if (resource instanceof MedicationRequest medicine) {
            TargetMme.problem(medicine)
                    .map(text -> issue(
                            IssueType.VALUE,
                            "MedicationRequest.extension('" + Definitions.TARGET_MME.url() + "')",
                            text))
                    .ifPresent(problems::add);
        }
        look(resource, resource.fhirType(), problems);
        return problems;
    }

    private static void look(Base node, String path, List<OperationOutcomeIssueComponent> problems) {
        for (Element child : CHILDREN.computeIfAbsent(node.getClass(), key -> children(node))) {
            Base[] values = Optional.ofNullable(node.getProperty(child.hash(), child.name(), false))
                    .orElse(new Base[0]);
            boolean there = false;
            for (int i = 0; i < values.length; i++) {
                if (!values[i].isEmpty()) {
                    there = true;
                    if (!values[i].isPrimitive()) {
                        look(values[i], path + "." + child.name() + (child.list() ? "[" + i + "]" : ""), problems);
                    }
                }
            }
            if (child.required() && !there) {
                problems.add(issue(
                        IssueType.REQUIRED, path + "." + child.name(), "R4 requires " + child.shown() + " here."));
            }
        }
    }

    private static List<Element> children(Base node) {
        Set<String> required = required(node.getClass());
        return node.children().stream()
                .map(property -> {
                    String name = property.getName().replace("[x]", "");
                    return new Element(
                            name, property.getName(), name.hashCode(), required.contains(name), property.isList());
                })
                .toList();
    }

    /** HAPI's descriptions of elements have lost how many there must be; the annotations of its classes have it. */
    private static Set<String> required(Class<?> type) {
        Set<String> required = new HashSet<>();
        for (Class<?> at = type; at != null; at = at.getSuperclass()) {
            for (Field field : at.getDeclaredFields()) {
                Child child = field.getAnnotation(Child.class);
                if (child != null && child.min() > 0) {
                    required.add(child.name());
                }
            }
        }
        return required;
    }

    private static OperationOutcomeIssueComponent issue(IssueType type, String place, String text) {
        return new OperationOutcomeIssueComponent()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(type)
                .setDiagnostics(text)
                .addExpression(place);
    }
}
