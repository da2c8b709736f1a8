package org.painbridge.server.imaging.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.Language;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;

/** A chart while it is put together. */
final class Gathered {
    private final String patientId;
    private final List<Patient> patients = new ArrayList<>();
    private final List<Practitioner> users = new ArrayList<>();
    private final List<Resource> data = new ArrayList<>();
    private final List<Note> notes = new ArrayList<>();

    Gathered(String patientId) {
        this.patientId = patientId;
    }

    /**
     * @param where it came from
     * @throws RequestProblem for a Patient who is not the one of the context
     */
    void add(List<? extends Resource> resources, String where) {
        for (Resource resource : resources) {
            switch (resource) {
                case Patient patient -> add(patient, where);
                case Practitioner user -> users.add(user);
                default -> data.add(resource);
            }
        }
    }

    private void add(Patient patient, String where) {
        if (!patientId.equals(patient.getIdElement().getIdPart())) {
            throw new RequestProblem(
                    ErrorCode.INVALID_HOOK_REQUEST,
                    where,
                    "The Patient of " + where + " is not the one of context.patientId");
        }
        patients.add(patient);
    }

    void note(String about, String text) {
        notes.add(new Note(about, text));
    }

    List<Note> notes() {
        return notes;
    }

    Optional<Patient> patient() {
        return patients.stream().findFirst();
    }

    List<Resource> data() {
        return data;
    }

    /** @param ours whether this server holds the record of the patient */
    Chart chart(boolean ours) {
        return new Chart(patient(), data, ours, language(), notes);
    }

    private Optional<Language> language() {
        return users.stream()
                .flatMap(user -> user.getCommunication().stream())
                .map(CodeableConcept::getCodingFirstRep)
                .filter(coding -> coding.hasCode())
                .map(coding -> Language.of(coding.getCode()))
                .findFirst();
    }
}
