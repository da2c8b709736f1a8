package org.painbridge.server.samples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.ServerTest;

@ServerTest
class SampleProfilesIT extends ServerScenarios {
    @Test
    void everySampleFollowsTheGuide() {
        List<String> problems = new ArrayList<>();
        for (Resource sample : SampleBundles.resources()) {
            Answer answer = http().post(sample.fhirType() + "/$validate", json(sample));
            SampleBundles.parse(OperationOutcome.class, answer.text()).getIssue().stream()
                    .filter(SampleProfilesIT::matters)
                    .forEach(issue -> problems.add(sample.getId() + ": " + issue.getDiagnostics()));
        }

        assertThat(problems).isEmpty();
    }

    @Test
    void aSampleWithoutItsPharmacyIsRefused() {
        Resource broken = SampleBundles.resources().stream()
                .filter(MedicationDispense.class::isInstance)
                .map(each -> ((MedicationDispense) each).setPerformer(null))
                .findFirst()
                .orElseThrow();

        Answer answer = http().post("MedicationDispense/$validate", json(broken));

        assertThat(answer.text()).contains("\"severity\":\"error\"");
    }

    /** Errors, and what the guide itself warns of. */
    private static boolean matters(OperationOutcomeIssueComponent issue) {
        return issue.getSeverity() == IssueSeverity.ERROR
                || issue.getSeverity() == IssueSeverity.FATAL
                || issue.getDiagnostics().contains("pb-");
    }
}
