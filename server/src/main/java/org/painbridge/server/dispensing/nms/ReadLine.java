package org.painbridge.server.dispensing.nms;

import java.util.Optional;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.painbridge.dispensing.nms.Submission;
import org.painbridge.server.dispensing.nms.SubmissionTable.Key;
import org.painbridge.server.dispensing.nms.SubmissionTable.Prescription;

/** A line that is read. */
record ReadLine(Line line, Submission submission, Optional<Patient> patient, Optional<Identifier> identity) {
    Optional<Key> key() {
        return submission
                .people()
                .pharmacy()
                .flatMap(pharmacy -> submission
                        .numbers()
                        .prescription()
                        .flatMap(prescription -> submission
                                .numbers()
                                .transaction()
                                .map(number -> new Key(new Prescription(pharmacy.text(), prescription), number))));
    }

    boolean contains() {
        return contains(line);
    }

    /** Whether the dispense brings its patient along. */
    static boolean contains(Line line) {
        return line.dispense().getSubject().getReference() != null
                && line.dispense().getSubject().getReference().startsWith("#");
    }
}
