package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.imaging.RuleSetDiff.Kind;

/** The changes between editions that design/imaging.md 6 lists, as rule sets side by side. */
class GuidelineDriftTest {
    private static final RuleSet EARLIER = ImagingPack.drift("earlier");
    private static final RuleSet LATER = ImagingPack.drift("later");
    private static final String SETS = "https://painbridge.example/fhir/ValueSet/";

    private final ImagingEngine before = new ImagingEngine(EARLIER, ImagingPack.PROCEDURES);
    private final ImagingEngine after = new ImagingEngine(LATER, ImagingPack.PROCEDURES);

    @Test
    void theDiffNamesEveryCellThatChangedAndNoOther() {
        RuleSetDiff diff = RuleSetDiff.of(EARLIER, LATER);

        assertThat(diff.changes())
                .filteredOn(change -> change.kind() != Kind.FOUNDED_OTHERWISE)
                .extracting(change -> change.cell().toString(), RuleSetDiff.Change::kind)
                .containsExactly(
                        tuple("D1/mr-lumbar-spine-wo", Kind.RATED_OTHERWISE),
                        tuple("D1/xr-lumbar-spine", Kind.RATED_OTHERWISE),
                        tuple("D2/ct-myelogram-lumbar-spine", Kind.RATED_OTHERWISE),
                        tuple("D2/mr-lumbar-spine-wo-w", Kind.ADDED),
                        tuple("D3b/mr-lumbar-spine-wo", Kind.ADDED),
                        tuple("D5/mr-cervical-spine-wo", Kind.RATED_OTHERWISE),
                        tuple("D5/xr-cervical-spine", Kind.ADDED),
                        tuple("D6/mr-whole-spine-wo", Kind.ADDED),
                        tuple("D7/mr-pelvis-wo-w", Kind.RATED_OTHERWISE),
                        tuple("D7b/mr-pelvis-wo-w", Kind.ADDED),
                        tuple("D8/mr-thoracic-spine-wo", Kind.ADDED));
        assertThat(diff.changes())
                .extracting(change -> change.cell().toString())
                .contains("D4/cta-head");
        assertThat(diff.scenarios()).containsExactly("D3");
    }

    @Test
    void aRuleSetDoesNotDifferFromItself() {
        assertThat(RuleSetDiff.of(LATER, LATER).changes()).isEmpty();
        assertThat(RuleSetDiff.of(LATER, LATER).scenarios()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "mr-lumbar-spine-wo, indication-prior-lumbar-surgery, may-be-appropriate, appropriate",
        "xr-lumbar-spine, indication-prior-lumbar-surgery, may-be-appropriate, appropriate",
        "ct-myelogram-lumbar-spine, indication-fracture-risk, not-appropriate, may-be-appropriate",
        "mr-lumbar-spine-wo-w, indication-fracture-risk, no-criteria, may-be-appropriate",
        "mr-lumbar-spine-wo, indication-low-back-pain, not-appropriate, not-appropriate",
        "cta-head, indication-headache, may-be-appropriate, may-be-appropriate",
        "mr-cervical-spine-wo, indication-cervical-radiculopathy, appropriate, may-be-appropriate",
        "mr-whole-spine-wo, indication-axial-spondyloarthritis, no-criteria, appropriate",
        "mr-pelvis-wo-w, indication-pelvic-pain, may-be-appropriate, needs-data",
        "mr-thoracic-spine-wo, indication-thoracic-pain, no-criteria, not-appropriate",
        "mr-left-antler, indication-low-back-pain, not-recognised, not-recognised"
    })
    void aVectorIsJudgedAgainUnderEitherEdition(String procedure, String indication, String earlier, String later) {
        FactVector vector = vector(procedure, indication, Map.of("adult", FactState.MET));

        assertThat(before.replay(vector).answer().code()).isEqualTo(earlier);
        assertThat(after.replay(vector).answer().code()).isEqualTo(later);
    }

    @Test
    void anAgeLimitThatTheVectorDoesNotStateFollowsFromItsBand() {
        FactVector nothing = vector("mr-lumbar-spine-wo", "indication-low-back-pain", Map.of());

        assertThat(before.replay(nothing).answer()).isEqualTo(Replay.Answer.NEEDS_DATA);
        assertThat(before.replay(aged(nothing, 45)).answer()).isEqualTo(Replay.Answer.NOT_APPROPRIATE);
        assertThat(before.replay(aged(nothing, 10)).answer()).isEqualTo(Replay.Answer.NO_CRITERIA);
        assertThat(before.replay(aged(nothing, 15)).answer()).isEqualTo(Replay.Answer.NEEDS_DATA);
    }

    @Test
    void bothEditionsAreFoundByTheirVersionAndOneNameIsNotGivenTwice() {
        RuleSets sets = new RuleSets(List.of(EARLIER, LATER));

        assertThat(sets.find(EARLIER.ref().versioned())).contains(EARLIER);
        assertThat(sets.find(LATER.ref().canonical())).isEmpty();
        assertThat(sets.find(LATER.ref().canonical() + "|9")).isEmpty();
        assertThatThrownBy(() -> new RuleSets(List.of(LATER, LATER)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(LATER.ref().versioned());
    }

    private static FactVector aged(FactVector vector, int band) {
        return FactVector.of(
                vector.procedureKey(), vector.indications(), vector.facts(), Optional.of(band), Optional.empty());
    }

    private static FactVector vector(String procedure, String indication, Map<String, FactState> facts) {
        return FactVector.of(
                procedure, new TreeSet<>(List.of(SETS + indication)), facts, Optional.empty(), Optional.empty());
    }
}
