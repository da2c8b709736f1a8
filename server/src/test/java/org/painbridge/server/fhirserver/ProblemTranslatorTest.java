package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.rest.api.server.SystemRequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.StoreProblem;

/** What a client is told when the database is in trouble. */
class ProblemTranslatorTest {
    private static final SQLException CAUSE = new SQLException("secret");

    @Test
    void aDatabaseThatIsAwayIsSaidToComeBack() {
        var answer = answer(new StoreProblem.Unavailable("gone", CAUSE));

        assertThat(said(answer)).isEqualTo("503 TRANSIENT unavailable");
        assertThat(retryAfter(answer)).containsExactly("1");
    }

    @Test
    void aRaceThatWasLostIsToBeRunAgain() {
        var answer = answer(new StoreProblem.Conflict("lost", CAUSE));

        assertThat(said(answer)).isEqualTo("409 CONFLICT conflict");
        assertThat(retryAfter(answer)).containsExactly("1");
    }

    @Test
    void aFullDiskIsNoReasonToTryAgainSoon() {
        var answer = answer(new StoreProblem.StorageFull("full", CAUSE));

        assertThat(said(answer)).isEqualTo("507 NOSTORE storage-full");
        assertThat(retryAfter(answer)).isEmpty();
    }

    @Test
    void aSearchThatTookTooLongIsTooCostly() {
        var answer = answer(new StoreProblem.Invalid(ErrorCode.TOO_COSTLY, "", "long"));

        assertThat(said(answer)).isEqualTo("400 TOOCOSTLY too-costly");
    }

    private static BaseServerResponseException answer(Throwable problem) {
        return new ProblemTranslator().translate(problem, new SystemRequestDetails());
    }

    private static String said(BaseServerResponseException answer) {
        var issue = ((OperationOutcome) answer.getOperationOutcome()).getIssueFirstRep();
        return answer.getStatusCode() + " " + issue.getCode() + " "
                + issue.getDetails().getCodingFirstRep().getCode();
    }

    private static List<String> retryAfter(BaseServerResponseException answer) {
        Map<String, List<String>> headers = answer.getResponseHeaders();
        return headers.getOrDefault("Retry-After", List.of());
    }
}
