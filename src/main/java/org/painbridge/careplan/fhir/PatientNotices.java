package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.LinkType;

/** What the record of a patient says that whoever pushes a plan into it should know; it keeps nobody from it. */
public final class PatientNotices {
    private PatientNotices() {}

    public static List<String> of(Patient patient) {
        List<String> notices = new ArrayList<>();
        if (patient.hasDeceased() && !"false".equals(patient.getDeceased().primitiveValue())) {
            notices.add("The record says that the patient has died.");
        }
        if (patient.hasActive() && !patient.getActive()) {
            notices.add("The record of the patient is not active: nobody may open it any more.");
        }
        if (patient.getLink().stream().anyMatch(link -> link.getType() == LinkType.REPLACEDBY)) {
            notices.add(
                    "The record of the patient was replaced by another, which Patient.link names: push to that one.");
        }
        return notices;
    }
}
