package org.painbridge.imaging.fhir;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Localized;

/**
 * Why a clinician may not follow a card. Codes: CodeSystem imaging-override-reason, after the feedback reasons of the Belgian
 * PSS and the categories of CDS Hooks 3.0 (design/imaging.md, sections 8.1 and 8.3).
 */
public enum OverrideReason {
    NOT_APPLICABLE("not-applicable", "Does not apply to this patient", "Ne s'applique pas à cette personne"),
    CONTEXT("suboptimal-context", "Not the right moment or setting", "Ni le bon moment ni le bon contexte"),
    DISAGREES("disagrees-with-evidence", "I disagree with the evidence", "Je ne partage pas les données probantes"),
    OUTCOME("concern-about-outcome", "Concern about the outcome", "Crainte quant au résultat"),
    PREFERENCE("patient-preference", "The patient prefers it", "Préférence de la personne"),
    NOT_FEASIBLE("not-feasible", "The alternative is not available", "L'autre examen n'est pas disponible"),
    WAITING_TIME("waiting-time", "The alternative takes too long", "L'autre examen se fait trop attendre"),
    IMPLANT("implant-incompatibility", "Implant or device", "Implant ou dispositif"),
    CONTRAST("contrast-allergy", "Allergy to contrast medium", "Allergie au produit de contraste"),
    PREGNANCY("pregnancy", "Pregnancy", "Grossesse"),
    EMERGENCY("emergency", "Emergency", "Urgence"),
    OTHER("other", "Other reason", "Autre raison");

    static final String SYSTEM = "https://painbridge.example/fhir/CodeSystem/imaging-override-reason";

    private final String code;
    private final Localized display;

    OverrideReason(String code, String en, String fr) {
        this.code = code;
        this.display = new Localized(en, fr);
    }

    static List<Coding> all(Language language) {
        return Arrays.stream(values())
                .map(reason -> new Coding(SYSTEM, reason.code, reason.display.in(language)))
                .toList();
    }
}
