package org.painbridge.server.store;

import java.time.Instant;
import java.util.Date;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;

/** Consents that withhold everything of a patient from everybody; a test says of what, from whom and when. */
public final class Directives {
    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";

    private Directives() {}

    /** @param patient {@code Patient/x} */
    public static Consent of(String patient) {
        Consent consent = new Consent();
        consent.setStatus(ConsentState.ACTIVE)
                .setScope(concept("consentscope", "patient-privacy"))
                .addCategory(concept("v3-ActCode", "INFA"))
                .setPatient(new Reference(patient))
                .setPolicyRule(concept("v3-ActCode", "OPTOUT"));
        consent.getProvision().setType(ConsentProvisionType.DENY);
        return consent;
    }

    /** @param actors against whom it is */
    public static Consent against(String patient, String... actors) {
        Consent consent = of(patient);
        for (String actor : actors) {
            receiver(consent.getProvision(), actor);
        }
        return consent;
    }

    /** @param resource {@code Type/id} */
    public static Consent about(Consent consent, String resource) {
        consent.getProvision().addData().setMeaning(ConsentDataMeaning.INSTANCE).setReference(new Reference(resource));
        return consent;
    }

    public static Consent aboutAll(Consent consent, String type) {
        consent.getProvision().addClass_(new Coding("http://hl7.org/fhir/resource-types", type, null));
        return consent;
    }

    /** In the shape of Ontario's PCOI. */
    public static Consent override(String patient, String practitioner, Instant from, Instant until) {
        Consent consent = of(patient).setPolicyRule(concept("v3-ActCode", "OPTIN"));
        ProvisionComponent provision = consent.getProvision().setType(ConsentProvisionType.PERMIT);
        receiver(provision, practitioner)
                .setPeriod(new Period().setStart(Date.from(from)).setEnd(Date.from(until)))
                .addPurpose(new Coding(TERMS + "v3-ActReason", "OVRER", null));
        return consent;
    }

    private static ProvisionComponent receiver(ProvisionComponent provision, String actor) {
        provision.addActor().setRole(concept("v3-ParticipationType", "IRCP")).setReference(new Reference(actor));
        return provision;
    }

    private static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding(TERMS + system, code, null));
    }
}
