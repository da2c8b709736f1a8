package org.painbridge.server.fhirserver;

import java.util.List;
import java.util.function.Function;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.validation.WritePolicy;

/**
 * What every resource passes that a client wants to be stored, whichever way it comes in; before the transaction where its
 * content is known by then, so that nobody waits for a validation. What capabilities write by themselves does not pass here.
 */
public final class WriteCheck {
    private final WritePolicy policy;
    private final List<WritePreparation> preparations;

    WriteCheck(WritePolicy policy, List<WritePreparation> preparations) {
        this.policy = policy;
        this.preparations = List.copyOf(preparations);
    }

    /**
     * Makes it fit to be stored, where that has to be.
     *
     * @throws RequestProblem with all that is wrong, if the resource does not satisfy the profiles that it must
     */
    public void require(Resource resource) {
        require(resource, resource.fhirType());
    }

    /** @param place where in the request the resource is */
    public void require(Resource resource, String place) {
        require(resource, place, checked -> List.of());
    }

    /** @param more what else keeps it from being stored where it is to be stored, whatever profile it declares */
    public void require(
            Resource resource, String place, Function<Resource, List<OperationOutcomeIssueComponent>> more) {
        preparations.forEach(preparation -> preparation.prepare(resource));
        List<OperationOutcomeIssueComponent> declared = policy.violations(resource);
        List<OperationOutcomeIssueComponent> violations = declared.isEmpty() ? more.apply(resource) : declared;
        if (!violations.isEmpty()) {
            throw RequestProblem.profileViolated(violations, resource.fhirType(), place);
        }
    }
}
