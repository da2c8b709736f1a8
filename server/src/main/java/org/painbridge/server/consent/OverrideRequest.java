package org.painbridge.server.consent;

import ca.uhn.fhir.model.api.TemporalPrecisionEnum;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.TimeZone;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;

/**
 * What is asked for when the glass is broken.
 *
 * @param reason code of the value set
 * @param until when it is to be whole again; the longest time where nothing is said
 * @param performer {@code RelatedPerson/x} who decides for the patient
 */
record OverrideRequest(String reason, Optional<Instant> until, Optional<String> performer) {
    /** The parameters of {@code $break-glass}. */
    static final List<String> OF_PERSON = List.of("performer", "reason", "until");
    /** The parameters of {@code $temporary-unblock}. */
    static final List<String> OF_ORGANIZATION = List.of("organization", "patient", "performer", "reason");

    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
    private static final String PROFILE = "https://painbridge.example/fhir/StructureDefinition/consent-override";
    /** PHIPA, on e-Laws. */
    private static final String LAW = "https://www.ontario.ca/laws/statute/04p03";

    static OverrideRequest of(OperationParameters sent, OverrideReasons reasons) {
        String reason = sent.code("reason")
                .filter(reasons::contains)
                .orElseThrow(() -> problem(
                        "reason",
                        "Say why: reason is a code of " + OverrideReasons.SYSTEM + " such as OVRER; there are "
                                + String.join(", ", reasons.all())));
        Optional<String> performer = sent.value("performer").map(OverrideRequest::relatedPerson);
        if (performer.isPresent() != reason.equals(OverrideReasons.SUPPORT_NETWORK)) {
            throw problem(
                    "performer",
                    "performer is the RelatedPerson who decides for the patient, with the reason SUPNWK and no other");
        }
        return new OverrideRequest(reason, sent.instant("until"), performer);
    }

    static RequestProblem problem(String name, String message) {
        return OperationParameters.problem(name, message);
    }

    private static String relatedPerson(Type value) {
        String reference = value instanceof Reference person ? String.valueOf(person.getReference()) : "";
        if (!reference.matches("RelatedPerson/[A-Za-z0-9\\-.]{1,64}")) {
            throw problem("performer", "performer is a reference to a RelatedPerson of this server");
        }
        return reference;
    }

    /**
     * In the shape of Ontario's PCOI.
     *
     * @param practitioner who asks
     * @param opensTo that person, or an organization
     * @throws RequestProblem if that is longer than it may be
     */
    Consent consent(String patient, String practitioner, String opensTo, Instant now, Duration longest) {
        Instant end = until.orElse(now.plus(longest));
        if (!end.isAfter(now) || end.isAfter(now.plus(longest))) {
            throw problem(
                    "until",
                    "until lies ahead, and not more than " + longest.toMinutes() + " minutes: or leave it out");
        }
        Consent consent = new Consent();
        consent.getMeta().addProfile(PROFILE);
        consent.setStatus(ConsentState.ACTIVE)
                .setScope(concept("consentscope", "patient-privacy"))
                .addCategory(concept("v3-ActCode", "INFA"))
                .setPatient(new Reference(patient))
                .setDateTimeElement(time(now))
                .addPerformer(new Reference(performer.orElse(practitioner)));
        consent.addPolicy().setUri(LAW);
        consent.getProvision()
                .setType(ConsentProvisionType.PERMIT)
                .setPeriod(new Period().setStartElement(time(now)).setEndElement(time(end)))
                .addActor(new provisionActorComponent()
                        .setRole(concept("v3-ParticipationType", "IRCP"))
                        .setReference(new Reference(opensTo)))
                .addPurpose(new Coding(OverrideReasons.SYSTEM, reason, null));
        return consent;
    }

    private static DateTimeType time(Instant time) {
        DateTimeType type = new DateTimeType(Date.from(time));
        type.setTimeZone(TimeZone.getTimeZone(ZoneOffset.UTC));
        type.setPrecision(TemporalPrecisionEnum.MILLI);
        return type;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(TERMS + system, code, null));
    }
}
