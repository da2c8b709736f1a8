package org.painbridge.imaging;

import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/**
 * An imaging order and what is known of the person, as of a moment.
 *
 * @param id what the caller calls the order
 * @param procedureKey key of CodeSystem imaging-procedure-key
 * @param side of the procedure, where the body has it twice; null when nothing is said
 * @param indications reason codes as sent
 * @param findings in any order
 * @param studies earlier ones of any kind, in any order
 * @param evaluatedAt the moment to judge as of; days are counted in its offset
 */
public record ImagingOrder(
        String id,
        PatientRef patient,
        String procedureKey,
        @Nullable Side side,
        Set<Code> indications,
        List<Finding> findings,
        List<PriorStudy> studies,
        OffsetDateTime evaluatedAt) {
    public ImagingOrder {
        indications = Set.copyOf(indications);
        findings = List.copyOf(findings);
        studies = List.copyOf(studies);
    }

    /** Of a person with no other study on record. */
    public ImagingOrder(
            String id,
            PatientRef patient,
            String procedureKey,
            Set<Code> indications,
            List<Finding> findings,
            OffsetDateTime evaluatedAt) {
        this(id, patient, procedureKey, null, indications, findings, List.of(), evaluatedAt);
    }

    LocalDate evaluatedOn() {
        return evaluatedAt.toLocalDate();
    }
}
