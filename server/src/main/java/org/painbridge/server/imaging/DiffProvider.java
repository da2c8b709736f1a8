package org.painbridge.server.imaging;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Category;
import org.painbridge.imaging.GuidelineDiff;
import org.painbridge.imaging.RuleSet;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;

/** What changed between two versions of the guideline; docs/operations/guideline-diff.md. */
public final class DiffProvider implements CapabilityOperations {
    private static final String CATEGORY = "https://painbridge.example/fhir/CodeSystem/imaging-category";

    private final Guidelines guidelines;

    DiffProvider(Guidelines guidelines) {
        this.guidelines = guidelines;
    }

    @Operation(
            name = "$guideline-diff",
            typeName = "PlanDefinition",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/guideline-diff")
    public Parameters diff(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent =
                OperationParameters.of("$guideline-diff", List.of("baseline", "candidate"), request, body);
        RuleSet baseline = pack("baseline", sent);
        RuleSet candidate = pack("candidate", sent);
        Parameters answer = new Parameters();
        answer.addParameter("baseline", new CanonicalType(baseline.ref().versioned()));
        answer.addParameter("candidate", new CanonicalType(candidate.ref().versioned()));
        GuidelineDiff diff = GuidelineDiff.between(baseline, candidate);
        diff.changes().forEach(change -> add(answer, change));
        diff.conditions().forEach(scenario -> answer.addParameter("conditions", new StringType(scenario)));
        return answer;
    }

    private RuleSet pack(String parameter, OperationParameters sent) {
        String name = sent.one(parameter)
                .orElseThrow(() -> OperationParameters.problem(parameter, "Send the parameter " + parameter));
        return guidelines.named(name, parameter).rules();
    }

    private static void add(Parameters answer, GuidelineDiff.Change change) {
        ParametersParameterComponent part = answer.addParameter().setName("change");
        part.addPart().setName("kind").setValue(new CodeType(change.kind().code()));
        part.addPart().setName("scenario").setValue(new StringType(change.rule().scenario()));
        part.addPart().setName("procedure").setValue(new CodeType(change.rule().procedure()));
        change.before().ifPresent(before -> part.addPart().setName("before").setValue(coding(before)));
        change.after().ifPresent(after -> part.addPart().setName("after").setValue(coding(after)));
    }

    private static Coding coding(Category category) {
        return new Coding().setSystem(CATEGORY).setCode(category.code());
    }
}
