package org.painbridge.server.store;

import java.util.Set;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ConsentState;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;

/**
 * What a Consent is to access, whenever it counts. It is about that at all where its scope is {@code patient-privacy} or a
 * category is {@code INFA} (information access), as Ontario's PCOI has it.
 */
public enum PrivacyConsent {
    /** Not active, of another scope, or one that allows what is allowed anyway. */
    NONE,
    /** Withholds something of the patient's record. */
    DIRECTIVE,
    /** Opens what directives withhold to somebody for a while: in the shape of PCOI, a permit with an actor in the role IRCP. */
    OVERRIDE;

    static final String ACT_CODE = "http://terminology.hl7.org/CodeSystem/v3-ActCode";
    static final String PARTICIPATION = "http://terminology.hl7.org/CodeSystem/v3-ParticipationType";
    static final String SCOPE = "http://terminology.hl7.org/CodeSystem/consentscope";
    private static final Set<String> OPTED_OUT = Set.of("OPTOUT", "OPTOUTE");

    /** @param resource null for what was deleted */
    public static PrivacyConsent of(@Nullable Resource resource) {
        return resource instanceof Consent consent && consent.getStatus() == ConsentState.ACTIVE
                ? ofActive(consent)
                : NONE;
    }

    private static PrivacyConsent ofActive(Consent consent) {
        boolean access = consent.getCategory().stream().anyMatch(category -> has(category, ACT_CODE, "INFA"));
        if (!access && !has(consent.getScope(), SCOPE, "patient-privacy")) {
            return NONE;
        }
        ProvisionComponent provision = consent.getProvision();
        if (denies(provision) || optsOut(consent)) {
            return DIRECTIVE;
        }
        boolean permits = provision.getType() == ConsentProvisionType.PERMIT;
        return access && permits && provision.getActor().stream().anyMatch(PrivacyConsent::receives) ? OVERRIDE : NONE;
    }

    private static boolean denies(ProvisionComponent provision) {
        return provision.getType() == ConsentProvisionType.DENY
                || provision.getProvision().stream().anyMatch(PrivacyConsent::denies);
    }

    private static boolean optsOut(Consent consent) {
        return consent.getPolicyRule().getCoding().stream()
                        .anyMatch(rule ->
                                ACT_CODE.equals(rule.getSystem()) && OPTED_OUT.contains(String.valueOf(rule.getCode())))
                && consent.getProvision().getType() != ConsentProvisionType.PERMIT;
    }

    private static boolean receives(provisionActorComponent actor) {
        return has(actor.getRole(), PARTICIPATION, "IRCP");
    }

    private static boolean has(CodeableConcept concept, String system, String code) {
        return concept.getCoding().stream()
                .anyMatch((Coding coding) -> system.equals(coding.getSystem()) && code.equals(coding.getCode()));
    }
}
