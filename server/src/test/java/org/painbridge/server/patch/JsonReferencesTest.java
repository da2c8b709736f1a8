package org.painbridge.server.patch;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.BaseRuntimeChildDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.RuntimeChildExtension;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.junit.jupiter.api.Test;

/** Which references a JSON Patch brings; JSON with ' for ". */
class JsonReferencesTest {
    private static final FhirContext CONTEXT = FhirContext.forR4Cached();
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void referencesAreFoundInValuesAtAnyDepthAndAsTexts() {
        JsonPatch patch = patch("[{'op':'add','path':'/subject','value':{'reference':'a','display':'x'}},"
                + "{'op':'replace','path':'/performer','value':[{'display':'x'},{'reference':'b'}]},"
                + "{'op':'test','path':'/focus/0/reference','value':'c'},"
                + "{'op':'add','path':'','value':{'resourceType':'Observation','device':{'reference':'d'}}},"
                + "{'op':'add','path':'/extension/-','value':{'url':'u','valueReference':{'reference':'e'}}},"
                + "{'op':'add','path':'/contained','value':[{'resourceType':'Patient','link':[{'other':{'reference':'f'}}]}]},"
                + "{'op':'add','path':'/contained/0/managingOrganization/reference','value':'g'},"
                + "{'op':'add','path':'/note','value':'x'},"
                + "{'op':'move','from':'/a','path':'/reference','value':'x'}]");

        assertThat(patch.references(CONTEXT, "Observation"))
                .extracting(reference -> reference.place() + " " + reference.value())
                .containsExactly(
                        "[0].value.reference a",
                        "[1].value[1].reference b",
                        "[2].value c",
                        "[3].value.device.reference d",
                        "[4].value.valueReference.reference e",
                        "[5].value[0].link[0].other.reference f",
                        "[6].value g");
    }

    @Test
    void urisThatAreCalledReferenceAreNone() {
        JsonPatch issue = patch("[{'op':'add','path':'/reference','value':'urn:uuid:a'},"
                + "{'op':'add','path':'/contained','value':[{'resourceType':'DetectedIssue','reference':'b'}]}]");
        JsonPatch plan = patch("[{'op':'add','path':'/action/0/condition/0/expression/reference','value':'a'},"
                + "{'op':'add','path':'/action/0/dynamicValue','value':[{'expression':{'reference':'b'}}]}]");
        JsonPatch immunization = patch("[{'op':'add','path':'/education','value':[{'reference':'a'}]}]");

        assertThat(issue.references(CONTEXT, "DetectedIssue")).isEmpty();
        assertThat(plan.references(CONTEXT, "PlanDefinition")).isEmpty();
        assertThat(immunization.references(CONTEXT, "Immunization")).isEmpty();
    }

    @Test
    void whatIsAppliedLeadsWhereTheReferenceWasLastMadeToLead() {
        JsonPatch patch = patch("[{'op':'add','path':'/subject','value':{'reference':'a'}},"
                + "{'op':'add','path':'/focus','value':{}},{'op':'add','path':'/focus/reference','value':'a'}]");

        patch.references(CONTEXT, "Observation")
                .forEach(reference -> reference.change().accept("Patient/1"));
        JsonNode first = patch.apply(json("{}"));
        patch.references(CONTEXT, "Observation")
                .forEach(reference -> reference.change().accept("Patient/2"));

        assertThat(first).isEqualTo(json("{'subject':{'reference':'Patient/1'},'focus':{'reference':'Patient/1'}}"));
        assertThat(patch.apply(json("{}")))
                .isEqualTo(json("{'subject':{'reference':'Patient/2'},'focus':{'reference':'Patient/2'}}"));
    }

    @Test
    void noTextsOfR4AreCalledReferenceButThoseThatAreKnown() {
        Set<BaseRuntimeElementDefinition<?>> seen = new HashSet<>();
        Set<String> owners = new TreeSet<>();
        CONTEXT.getResourceTypes().forEach(type -> walk(CONTEXT.getResourceDefinition(type), seen, owners));

        assertThat(seen).hasSizeGreaterThan(500);
        assertThat(owners)
                .containsExactly("DetectedIssue", "Expression", "ImmunizationEducationComponent", "Reference");
    }

    private static void walk(
            BaseRuntimeElementDefinition<?> element, Set<BaseRuntimeElementDefinition<?>> seen, Set<String> owners) {
        if (!seen.add(element) || !(element instanceof BaseRuntimeElementCompositeDefinition<?> composite)) {
            return;
        }
        for (BaseRuntimeChildDefinition child : composite.getChildren()) {
            Set<String> names = child instanceof RuntimeChildExtension ? Set.of() : child.getValidChildNames();
            for (String name : names) {
                BaseRuntimeElementDefinition<?> type = child.getChildByName(name);
                if (name.equals("reference") && IPrimitiveType.class.isAssignableFrom(type.getImplementingClass())) {
                    owners.add(element.getName());
                }
                walk(type, seen, owners);
            }
        }
    }

    private static JsonPatch patch(String text) {
        return JsonPatch.of(json(text), new PatchLimits(10, 16, 1000, 1000));
    }

    private static JsonNode json(String text) {
        try {
            return JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
