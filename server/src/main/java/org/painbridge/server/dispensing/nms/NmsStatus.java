package org.painbridge.server.dispensing.nms;

import java.util.List;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.painbridge.dispensing.nms.NmsProblem;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.dispensing.nms.fhir.OutcomeWriter;
import org.painbridge.server.fhirserver.RequestProblem;

/** With which HTTP status a transaction is refused; docs/error-codes.md lists it. */
final class NmsStatus {
    private NmsStatus() {}

    static int of(NmsReason reason) {
        return switch (reason) {
            case PHARMACY_OTHER -> 403;
            case NUMBER_UNKNOWN, REVERSAL_UNKNOWN -> 404;
            case IDENTIFIER_USED, REVERSED_ALREADY, PLAIN_CHANGE -> 409;
            case DIN_UNKNOWN,
                    QUANTITY_IMPLAUSIBLE,
                    DAYS_IMPLAUSIBLE,
                    PATCHES_IMPLAUSIBLE,
                    CLOCK_SKEW,
                    LATE,
                    IDENTITY_REVIEW,
                    IDENTITY_NONE,
                    IDENTITY_SYSTEM,
                    BIRTH_DATE_UNCHECKED,
                    PATIENT_DECEASED,
                    TREATMENT_CODE,
                    POSSIBLE_DUPLICATE -> 200;
            default -> 422;
        };
    }

    /** The status is that of the first problem that refuses. */
    static RequestProblem refusal(List<NmsProblem> problems) {
        NmsReason first = problems.stream()
                .filter(NmsProblem::refuses)
                .map(NmsProblem::reason)
                .findFirst()
                .orElseThrow();
        return new RequestProblem(of(first), OutcomeWriter.of(problems));
    }

    /** @param which of several dispenses */
    static RequestProblem refusal(List<NmsProblem> problems, String which) {
        RequestProblem refusal = refusal(problems);
        OutcomeWriter.information((OperationOutcome) refusal.getOperationOutcome(), "", which);
        return refusal;
    }

    static RequestProblem refusal(NmsProblem problem) {
        return refusal(List.of(problem));
    }
}
