package org.painbridge.server.store;

import java.util.List;

/**
 * A row of {@code consent_directive}.
 *
 * @param opens false: it withholds
 * @param actor against whom, or for whom, it is; {@link #EVERYBODY}
 * @param target what is withheld of what is about the patient: {@code Type/id}, {@code Type/} for all of a type, or {@link #ALL}
 */
record DirectiveRow(String source, String patient, boolean opens, String actor, String target, TimeSpan span) {
    static final String EVERYBODY = "*";
    /** But the Patient itself. */
    static final String ALL = "";

    /** Whether a resource is withheld: for what it is, or because it refers to what is. */
    static boolean takes(String target, StoredResource stored) {
        boolean patient = stored.type().equals(PatientCompartment.PATIENT);
        if (target.equals(ALL)) {
            return !patient;
        }
        return names(target, stored.reference())
                || (!patient && StoredReferences.of(stored).stream().anyMatch(reference -> names(target, reference)));
    }

    private static boolean names(String target, String reference) {
        return target.endsWith("/") ? reference.startsWith(target) : reference.equals(target);
    }

    static Insert<DirectiveRow> insert(List<DirectiveRow> rows) {
        return Insert.into("consent_directive", rows)
                .text("source", DirectiveRow::source)
                .text("patient_id", DirectiveRow::patient)
                .truth("opens", DirectiveRow::opens)
                .text("actor", DirectiveRow::actor)
                .text("target", DirectiveRow::target)
                .bigint("starts", row -> row.span().starts())
                .bigint("ends", row -> row.span().ends());
    }
}
