package org.painbridge.server.dispensing.nms;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.painbridge.dispensing.nms.NmsProblem;

/** What became of a line. */
sealed interface LineResult {
    int number();

    /**
     * It is stored.
     *
     * @param reference {@code MedicationDispense/x/_history/1}
     * @param duplicate whether by an earlier submission with the same numbers and content
     * @param reversed whether that was taken back since
     * @param warnings what is odd about it
     */
    record Stored(
            int number,
            String dispenseId,
            String reference,
            String patientId,
            boolean duplicate,
            boolean reversed,
            List<NmsProblem> warnings)
            implements LineResult {}

    /** Nothing of it is stored. */
    record Refused(int number, List<NmsProblem> problems) implements LineResult {}

    /** Nothing of it is stored, because it cannot be, whoever sends it. */
    record NotStorable(int number, Optional<OperationOutcome> why) implements LineResult {}
}
