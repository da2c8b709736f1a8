package org.painbridge.server.validation;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.validation.ValidationSettings.OnWrite;

/**
 * Which resources may be stored, by the profiles that they declare and those that the settings require. A resource that declares
 * no profile, of a type that needs none, costs nothing here.
 */
public final class WritePolicy {
    private final OnWrite onWrite;
    private final Map<String, List<String>> required;
    private final ProfileValidator validator;

    public WritePolicy(OnWrite onWrite, Map<String, List<String>> required, ProfileValidator validator) {
        this.onWrite = onWrite;
        this.required = Map.copyOf(required);
        this.validator = validator;
    }

    /**
     * Why the resource may not be stored; empty if it may. That a profile is unknown is no reason: nobody can tell.
     *
     * @throws ValidationBusy if too many resources are being validated
     */
    public List<OperationOutcomeIssueComponent> violations(Resource resource) {
        Optional<OperationOutcomeIssueComponent> undeclared = undeclared(resource);
        if (undeclared.isPresent()) {
            return List.of(undeclared.get());
        }
        if (onWrite == OnWrite.NONE || declared(resource).stream().noneMatch(validator::knows)) {
            return List.of();
        }
        return validator.validate(resource, List.of()).getIssue().stream()
                .filter(Issues::isError)
                .filter(issue -> !Issues.isUnknownProfile(issue))
                .toList();
    }

    /** That the resource does not declare a profile that its type needs here. */
    public Optional<OperationOutcomeIssueComponent> undeclared(Resource resource) {
        String type = resource.fhirType();
        List<String> needed = required.getOrDefault(type, List.of());
        boolean enough = needed.isEmpty()
                || declared(resource).stream()
                        .anyMatch(canonical -> needed.contains(url(canonical)) && validator.knows(canonical));
        return enough
                ? Optional.empty()
                : Optional.of(new OperationOutcomeIssueComponent()
                        .setSeverity(IssueSeverity.ERROR)
                        .setCode(IssueType.REQUIRED)
                        .setDiagnostics("This server stores a " + type + " only if it follows a profile: add "
                                + String.join(" or ", needed) + " to meta.profile")
                        .addExpression(type + ".meta.profile"));
    }

    private static List<String> declared(Resource resource) {
        return !resource.hasMeta()
                ? List.of()
                : resource.getMeta().getProfile().stream()
                        .map(CanonicalType::getValue)
                        .toList();
    }

    private static String url(String canonical) {
        return canonical.split("\\|", 2)[0];
    }
}
