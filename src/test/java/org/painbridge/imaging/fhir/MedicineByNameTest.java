package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.fhir.ImagingRequests.concept;
import static org.painbridge.imaging.fhir.ImagingRequests.since;
import static org.painbridge.imaging.fhir.ImagingRequests.state;
import static org.painbridge.imaging.fhir.ImagingRequests.taken;
import static org.painbridge.imaging.fhir.ImagingRequests.withoutRedFlags;

import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.MissingElement;

/** Medicines by DIN: what they are only their words tell. */
class MedicineByNameTest {
    private static final ImagingAppropriateness ALL =
            new ImagingAppropriateness(ImagingPack.RULES, ImagingPack.PROCEDURES);

    @Test
    void aMedicineByDinIsKnownByItsNameOrNamedAsUnread() {
        ImagingDecision apixaban = head(byDin("Apixaban 5 mg (ELIQUIS)"));
        ImagingDecision other = head(byDin("Comprimé bleu"));

        assertThat(state(apixaban, "anticoagulant")).isEqualTo(FactState.MET);
        assertThat(unread(apixaban)).isEmpty();
        assertThat(state(other, "anticoagulant")).isNotEqualTo(FactState.MET);
        assertThat(unread(other))
                .singleElement()
                .asString()
                .contains("MedicationStatement.where(id='medicine').medication");
    }

    /** Where no medicine can matter, nobody reads of one. */
    @Test
    void anOrderThatTurnsOnNoMedicineTellsOfNone() {
        assertThat(unread(shoulder(byDin("Comprimé bleu")))).isEmpty();
    }

    @Test
    void aSteroidCreamIsNoLongUseOfSteroids() {
        assertThat(state(lumbar(byDin("Prednisone 10 mg")), "chronic-steroid-use"))
                .isEqualTo(FactState.MET);
        assertThat(state(lumbar(byDin("Dexamethasone eye drops")), "chronic-steroid-use"))
                .isNotEqualTo(FactState.MET);
    }

    @ParameterizedTest
    @CsvSource({
        "Neoral 100 mg soft gelatin capsule, immunosuppression",
        "cyclosporine gélule, immunosuppression",
        "prednisone with antibiotic, chronic-steroid-use",
        "Cortisone acetate 25 mg tablets, chronic-steroid-use"
    })
    void aCapsuleIsNoCream(String text, String fact) {
        assertThat(state(lumbar(byDin(text)), fact)).isEqualTo(FactState.MET);
    }

    /** Of old supplies nobody reads, nor twice of the same medicine. */
    @Test
    void eachUnreadMedicineIsNamedOnce() {
        MedicationStatement again = byDin("Comprimé bleu");
        again.setId("again");
        MedicationStatement old = byDin("Comprimé vert");
        old.setId("old");
        old.setStatus(MedicationStatementStatus.COMPLETED)
                .setEffective(since("2020-01-01").setEndElement(new DateTimeType("2020-02-01")));
        ImagingDecision decision = ALL.decide(withoutRedFlags("2026-09-14")
                .with(byDin("Comprimé bleu"))
                .with(again)
                .with(old)
                .build());

        assertThat(decision.leftOut()).hasSize(1);
        assertThat(shoulder(byDin("Comprimé bleu")).leftOut()).isEmpty();
    }

    /** Of two that lead nowhere the sender mends both at once. */
    @Test
    void medicinesWithoutAnyNameAreToldApartByTheirRecords() {
        MedicationStatement one = byReference("one");
        MedicationStatement other = byReference("other");

        ImagingDecision decision =
                ALL.decide(withoutRedFlags("2026-09-14").with(one).with(other).build());

        assertThat(decision.leftOut())
                .extracting(MissingElement::expression)
                .containsExactlyInAnyOrder(
                        "MedicationStatement.where(id='one').medication",
                        "MedicationStatement.where(id='other').medication");
    }

    private static MedicationStatement byReference(String id) {
        MedicationStatement stated = byDin("");
        stated.setId(id);
        return stated.setMedication(new Reference("Medication/nowhere-" + id));
    }

    /** In one word or two, and as a pharmacy shortens it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "prednisolone acetate 1% eyedrops",
                "dexamethasone eardrops",
                "dexamethasone intranasal",
                "prednisolone acetate eye drop",
                "Prednisolone 1% OPH SUSP",
                "Prednisolone, collyre à 1 %",
                "Prednisolone acetate (PRED FORTE) 1%",
                "Hydrocortisone acetate 10 mg suppositories",
                "Cortifoam (hydrocortisone acetate 10%)",
                "Ozurdex (dexamethasone) intravitreal"
            })
    void dropsAreNoLongUseOfSteroids(String text) {
        assertThat(state(lumbar(byDin(text)), "chronic-steroid-use")).isNotEqualTo(FactState.MET);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Tacrolimus 0.1% oint",
                "Tacrolimus 0,1 % pommade",
                "Tacrolimus (PROTOPIC)",
                "Cyclosporine (RESTASIS) 0.05%"
            })
    void anImmunosuppressantForSkinOrEyeWeakensNoImmunity(String text) {
        assertThat(state(lumbar(byDin(text)), "immunosuppression")).isNotEqualTo(FactState.MET);
    }

    @Test
    void whatItIsAndWhereItGoesMayStandInTwoNames() {
        MedicationStatement drops = byDin("Pred Forte, eye drops");
        drops.getMedicationCodeableConcept().getCodingFirstRep().setDisplay("prednisolone acetate 1%");
        MedicationStatement tablets = byDin("Pred 10");
        tablets.getMedicationCodeableConcept().getCodingFirstRep().setDisplay("prednisone 10 mg");

        assertThat(state(lumbar(drops), "chronic-steroid-use")).isNotEqualTo(FactState.MET);
        assertThat(state(lumbar(tablets), "chronic-steroid-use")).isEqualTo(FactState.MET);
    }

    private static MedicationStatement byDin(String text) {
        return taken(concept("http://hl7.org/fhir/NamingSystem/ca-hc-din", "02397730")
                        .setText(text))
                .setEffective(since("2026-03-01"));
    }

    private static ImagingDecision lumbar(Resource data) {
        return ALL.decide(withoutRedFlags("2026-09-14").with(data).build());
    }

    private static ImagingDecision head(Resource data) {
        return ALL.decide(ImagingRequests.of("ct-head-wo", "S09.9").with(data).build());
    }

    private static ImagingDecision shoulder(Resource data) {
        return ALL.decide(
                ImagingRequests.of("mr-shoulder-wo", "M75.1").with(data).build());
    }

    private static Set<String> unread(ImagingDecision decision) {
        OperationOutcome outcome =
                (OperationOutcome) ImagingRequests.WRITER.parameters(decision).getParameter().stream()
                        .filter(parameter -> parameter.getName().equals("outcome"))
                        .findFirst()
                        .orElseThrow()
                        .getResource();
        return outcome.getIssue().stream()
                .filter(issue -> issue.getSeverity() == IssueSeverity.INFORMATION && issue.hasExpression())
                .map(issue -> issue.getExpression().getFirst().getValue())
                .collect(Collectors.toSet());
    }
}
