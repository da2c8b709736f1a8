package org.painbridge.server.fhirserver;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.ResourceJson;
import org.painbridge.server.validation.ProfileValidator;
import org.painbridge.server.validation.WritePolicy;

/** What {@code $validate} finds in the content of a resource. */
final class ContentCheck {
    private final ProfileValidator validator;
    private final WritePolicy policy;
    private final Guide guide;

    ContentCheck(ProfileValidator validator, WritePolicy policy, Guide guide) {
        this.validator = validator;
        this.policy = policy;
        this.guide = guide;
    }

    /**
     * @param mode null if the resource is not to be written
     * @throws RequestProblem if the profile is not known here
     */
    OperationOutcome check(Resource resource, @Nullable String profile, ValidateRequest.@Nullable Mode mode) {
        if (profile != null && !validator.knows(profile)) {
            throw unknown(profile);
        }
        OperationOutcome found = validator.validate(resource, profile == null ? List.of() : List.of(profile));
        if (mode != null) {
            policy.undeclared(resource).ifPresent(issue -> add(found, issue));
        }
        return found;
    }

    /** Beside what was found; that nothing was is no longer so. */
    static void add(OperationOutcome found, OperationOutcomeIssueComponent issue) {
        found.getIssue().removeIf(other -> other.getSeverity() == IssueSeverity.INFORMATION && !other.hasExpression());
        found.addIssue(issue);
    }

    /** With its JSON attached: HAPI writes it in pieces of a few bytes. */
    static OperationOutcome ready(OperationOutcome outcome) {
        return StoredJson.attach(outcome, new StoredJson(ResourceJson.of(outcome), null, null));
    }

    private RequestProblem unknown(String profile) {
        return new RequestProblem(
                ErrorCode.UNKNOWN_PROFILE,
                "Parameters.parameter.where(name='profile')",
                "This server has the profiles of FHIR R4 and of its guide, and not " + profile + "."
                        + ClosestName.didYouMean(profile, guide.profiles().keySet())
                        + " GET StructureDefinition lists them; a profile of others has to be built into the guide"
                        + " (profiles/README.md)");
    }
}
