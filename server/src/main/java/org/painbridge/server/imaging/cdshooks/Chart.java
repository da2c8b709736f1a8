package org.painbridge.server.imaging.cdshooks;

import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.Language;

/**
 * What is known of the patient for one call. What is not in it is unknown, never "no".
 *
 * @param ours whether this server holds the record of the patient
 * @param language of the user, by the user's own record
 * @param notes about what could not be had
 */
record Chart(
        Optional<Patient> patient, List<Resource> data, boolean ours, Optional<Language> language, List<Note> notes) {}
