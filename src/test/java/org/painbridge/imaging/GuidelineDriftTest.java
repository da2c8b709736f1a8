package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.GuidelineDiff.Kind;

/** The changes between editions that design/imaging.md 6 lists, as rule sets side by side. */
class GuidelineDriftTest {
    private static final RuleSet EARLIER = ImagingPack.drift("earlier");
    private static final RuleSet LATER = ImagingPack.drift("later");
    private static final String SETS = "https://painbridge.example/fhir/ValueSet/";
    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2026-11-25T09:00:00Z");

    @Test
    void theDiffNamesEveryCellThatChangedAndNoOther() {
        GuidelineDiff diff = GuidelineDiff.between(EARLIER, LATER);

        assertThat(diff.changes())
                .filteredOn(change -> change.kind() != Kind.REWORDED)
                .extracting(change -> change.rule().toString(), GuidelineDiff.Change::kind)
                .containsExactly(
                        tuple("D1/mr-lumbar-spine-wo", Kind.MOVED),
                        tuple("D1/xr-lumbar-spine", Kind.MOVED),
                        tuple("D2/ct-myelogram-lumbar-spine", Kind.MOVED),
                        tuple("D2/mr-lumbar-spine-wo-w", Kind.ADDED),
                        tuple("D3b/mr-lumbar-spine-wo", Kind.ADDED),
                        tuple("D5/mr-cervical-spine-wo", Kind.MOVED),
                        tuple("D5/xr-cervical-spine", Kind.ADDED),
                        tuple("D6/mr-whole-spine-wo", Kind.ADDED),
                        tuple("D7/mr-pelvis-wo-w", Kind.MOVED),
                        tuple("D7b/mr-pelvis-wo-w", Kind.ADDED),
                        tuple("D8/mr-thoracic-spine-wo", Kind.ADDED));
        assertThat(diff.changes())
                .extracting(change -> change.rule().toString())
                .contains("D4/cta-head");
        assertThat(diff.conditions()).containsExactly("D3");
    }

    @Test
    void aRuleSetDoesNotDifferFromItself() {
        assertThat(GuidelineDiff.between(LATER, LATER)).isEqualTo(new GuidelineDiff(List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "mr-lumbar-spine-wo, indication-prior-lumbar-surgery, may-be-appropriate, appropriate",
        "xr-lumbar-spine, indication-prior-lumbar-surgery, may-be-appropriate, appropriate",
        "ct-myelogram-lumbar-spine, indication-fracture-risk, not-appropriate, may-be-appropriate",
        "mr-lumbar-spine-wo-w, indication-fracture-risk, no-criteria-apply, may-be-appropriate",
        "mr-lumbar-spine-wo, indication-low-back-pain, not-appropriate, not-appropriate",
        "cta-head, indication-headache, may-be-appropriate, may-be-appropriate",
        "mr-cervical-spine-wo, indication-cervical-radiculopathy, appropriate, may-be-appropriate",
        "mr-whole-spine-wo, indication-axial-spondyloarthritis, no-criteria-apply, appropriate",
        "mr-pelvis-wo-w, indication-pelvic-pain, may-be-appropriate, needs-data",
        "mr-thoracic-spine-wo, indication-thoracic-pain, no-criteria-apply, not-appropriate",
        "mr-left-antler, indication-low-back-pain, not-recognised, not-recognised"
    })
    void aCaseIsJudgedAgainUnderEitherEdition(String procedure, String indication, String earlier, String later) {
        CaseSheet sheet = CaseSheet.of(procedure, code(indication), "adult=met");

        assertThat(judged(sheet, EARLIER)).isEqualTo(earlier);
        assertThat(judged(sheet, LATER)).isEqualTo(later);
    }

    private static String judged(CaseSheet sheet, RuleSet rules) {
        ImagingEngine engine = new ImagingEngine(rules, ImagingPack.PROCEDURES);
        return VerdictKind.of(engine.assess(sheet.order(rules, MOMENT))).code();
    }

    /** The first code of the value set. */
    private static String code(String indication) {
        return ImagingPack.TERMINOLOGY.codeSet(SETS + indication).codes().stream()
                .map(code -> code.system() + "|" + code.code())
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
