package org.painbridge.dispensing.nms.fhir;

import java.time.LocalDate;
import org.hl7.fhir.r4.model.Patient;

/** What a record tells of the death of a patient. */
public final class Death {
    private static final int DAY_DIGITS = 10;

    private Death() {}

    /** Whether the patient had died on an earlier day, or may have: the record tells no whole day. */
    public static boolean mayBeBefore(LocalDate day, Patient patient) {
        if (patient.hasDeceasedBooleanType()) {
            return Boolean.TRUE.equals(patient.getDeceasedBooleanType().getValue());
        }
        String died = patient.hasDeceasedDateTimeType()
                ? String.valueOf(patient.getDeceasedDateTimeType().getValueAsString())
                : "";
        String diedOn = died.substring(0, Math.min(DAY_DIGITS, died.length()));
        return !diedOn.isEmpty() && diedOn.compareTo(day.toString()) < 0;
    }
}
