package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.SNOMED;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;

import java.util.List;
import org.hl7.fhir.r4.model.AllergyIntolerance;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.SafetyIssue;

/** Allergies to contrast, as charts code them: by the agent, or by what happened. */
class ContrastAllergyTest {
    private static final String CT = "24964-9";
    private static final String MRI = "24967-2";
    private static final String IODINATED = "iodinated-reaction";
    private static final String GADOLINIUM = "gadolinium-reaction";

    @Test
    void anAllergyToContrastIsFoundAndARefutedOneIsNot() {
        AllergyIntolerance allergy = allergy(concept(ImagingRequests.ICD, "Y57.5"));
        AllergyIntolerance refuted = allergy.copy();
        refuted.setVerificationStatus(
                concept("http://terminology.hl7.org/CodeSystem/allergyintolerance-verification", "refuted"));

        assertThat(gates(CT, allergy)).contains(IODINATED);
        assertThat(gates(CT, refuted)).doesNotContain(IODINATED);
    }

    @ParameterizedTest
    @CsvSource({"768763008", "407976008", "712714000"})
    void anAllergyToAnAgentOfGadoliniumCountsForMriWithContrastOnly(String agent) {
        AllergyIntolerance allergy = allergy(concept(SNOMED, agent));

        assertThat(gates(MRI, allergy)).contains(GADOLINIUM);
        assertThat(gates(CT, allergy)).doesNotContain(GADOLINIUM, IODINATED);
    }

    @ParameterizedTest
    @CsvSource({"109218004", "353962003", "419098001"})
    void anAllergyToAnIodinatedAgentCountsForCtWithContrast(String agent) {
        AllergyIntolerance allergy = allergy(concept(SNOMED, agent));

        assertThat(gates(CT, allergy)).contains(IODINATED);
        assertThat(gates(MRI, allergy)).doesNotContain(GADOLINIUM, IODINATED);
    }

    @ParameterizedTest
    @CsvSource({
        "Omnipaque (iohexol)",
        "Iodinated contrast",
        "X-ray dye",
        "Contrast dye - anaphylaxis",
        "produit de contraste iodé",
        "iohexol",
        "'Iodinated contrast - anaphylaxis, confirmed'",
        "CT contrast"
    })
    void soDoesAnIodinatedAgentInWords(String text) {
        AllergyIntolerance allergy = allergy(new CodeableConcept().setText(text));

        assertThat(gates(CT, allergy)).contains(IODINATED);
        assertThat(gates(MRI, allergy)).doesNotContain(GADOLINIUM);
    }

    /** Whatever is said beside it. */
    @ParameterizedTest
    @CsvSource({
        "Omnipaque (allergie confirmée)",
        "Omnipaque; tolerates MRI",
        "IV contrast (CT and MRI)",
        "Produit de contraste (confirmé)"
    })
    void noWordBesideItTakesItBack(String text) {
        assertThat(gates(CT, allergy(new CodeableConcept().setText(text)))).contains(IODINATED);
    }

    @ParameterizedTest
    @CsvSource({
        "Gadovist (gadobutrol)",
        "MRI contrast",
        "produit de contraste pour IRM",
        "MRI dye",
        "Contrast (MRI)",
        "Contrast during MRI - rash",
        "MRI with contrast: hives",
        "MRI contrast - hives",
        "MR contrast",
        "contraste à l'IRM",
        "IRM avec produit de contraste (urticaire)"
    })
    void andOneOfMri(String text) {
        AllergyIntolerance allergy = allergy(new CodeableConcept().setText(text));

        assertThat(gates(MRI, allergy)).contains(GADOLINIUM);
        assertThat(gates(CT, allergy)).doesNotContain(IODINATED);
    }

    /** The note sends to MRI, or says that MRI was borne: the reaction was to what CT is given. */
    @ParameterizedTest
    @CsvSource({
        "'IV contrast - anaphylaxis, use MRI instead'",
        "'IV contrast: anaphylaxis; had MRI since without problems'",
        "'IV dye: hives, MRI ok'",
        "IV contrast (MRI ok)",
        "IV contrast - MRI ok",
        "'Produit de contraste - anaphylaxie, utiliser l''IRM'",
        "'Produit de contraste IV : choc; IRM faite depuis sans problème'",
        "contrast (Mr Roy)"
    })
    void mriThatIsNotOfTheContrastTakesNothingBackAndMakesNothingUp(String text) {
        AllergyIntolerance allergy = allergy(new CodeableConcept().setText(text));

        assertThat(gates(CT, allergy)).contains(IODINATED);
        assertThat(gates(MRI, allergy)).doesNotContain(GADOLINIUM);
    }

    /** And where it sends to CT, to what MRI is given. */
    @ParameterizedTest
    @CsvSource({
        "'Gadolinium contrast - anaphylaxis, use CT instead'",
        "'MRI contrast: hives; CT ok'",
        "'Produit de contraste pour IRM : choc, utiliser la TDM'"
    })
    void ctThatIsNotOfTheContrastMakesNothingUp(String text) {
        AllergyIntolerance allergy = allergy(new CodeableConcept().setText(text));

        assertThat(gates(MRI, allergy)).contains(GADOLINIUM);
        assertThat(gates(CT, allergy)).doesNotContain(IODINATED);
    }

    /** Without another word the contrast stays the iodinated one. */
    @ParameterizedTest
    @CsvSource({
        "'Contrast - hives; use CT without contrast'",
        "'Contrast reaction at CT; CT ok with premedication'",
        "'CT dye: hives, CT ok without it'",
        "'Dye allergy (hives 2012) - CT OK with prednisone prep'",
        "'Contrast: anaphylaxis at CT 2015; CT ok with premedication; MRI contrast ok'",
        "'Produit de contraste au scanner : choc. Faire TDM sans injection; IRM avec contraste tolérée'",
        "'Contrast: CT hives, gadolinium hives'",
        "'Contrast: anaphylaxis; MRI contrast borne well'"
    })
    void norDoesItTakeAnythingBack(String text) {
        assertThat(gates(CT, allergy(new CodeableConcept().setText(text)))).contains(IODINATED);
    }

    @ParameterizedTest
    @CsvSource({
        "Contrast - anaphylaxis at MRI of 2019",
        "'Contrast reaction, MRI'",
        "'IV contrast - hives; tolerates MRI contrast'",
        "'Contrast reaction: use MRI without contrast'",
        "Réaction au produit de contraste; IRM en 2020",
        "'IV contrast: shock; tolerates gadolinium'",
        "'Contrast - anaphylaxis at MRI 2019; order MRI non-contrast'",
        "'Contrast: anaphylaxis at MRI 2019; had plain MRI since'",
        "'Contrast: anaphylaxis at MRI since 2019'",
        "'Contrast: hives; order non-contrast MRI'",
        "'Produit de contraste : choc lors d''une IRM; faire IRM sans injection'"
    })
    void whatLeavesOpenWhichContrastItWasCountsForBoth(String text) {
        AllergyIntolerance allergy = allergy(new CodeableConcept().setText(text));

        assertThat(gates(CT, allergy)).contains(IODINATED);
        assertThat(gates(MRI, allergy)).contains(GADOLINIUM);
    }

    @ParameterizedTest
    @CsvSource({"V08AB02, iodinated-reaction", "V08CA09, gadolinium-reaction"})
    void andOneByItsClassOfAtc(String code, String gate) {
        AllergyIntolerance allergy = allergy(concept("http://www.whocc.no/atc", code));

        assertThat(gates(gate.equals(IODINATED) ? CT : MRI, allergy)).contains(gate);
    }

    @Test
    void anAllergyToBariumAnotherDyeOrPenicillinIsNeither() {
        AllergyIntolerance barium = allergy(new CodeableConcept().setText("Barium contrast"));
        AllergyIntolerance penicillin = allergy(new CodeableConcept().setText("Penicillin"));

        AllergyIntolerance hair = allergy(new CodeableConcept().setText("Hair dye - rash"));

        assertThat(gates(CT, barium)).doesNotContain(IODINATED);
        assertThat(gates(CT, hair)).doesNotContain(IODINATED);
        assertThat(gates(CT, penicillin)).doesNotContain(IODINATED);
    }

    private static AllergyIntolerance allergy(CodeableConcept code) {
        AllergyIntolerance allergy = new AllergyIntolerance(new Reference("Patient/example"));
        allergy.setId("contrast");
        return allergy.setCode(code);
    }

    private static List<String> gates(String loinc, AllergyIntolerance allergy) {
        ServiceRequest order = ImagingRequests.lumbarMri().build().order().copy();
        order.setCode(concept("http://loinc.org", loinc));
        return ImagingRequests.lumbarMri().asking(order).with(allergy).decide().verdict().issues().stream()
                .map(SafetyIssue::gate)
                .toList();
    }
}
