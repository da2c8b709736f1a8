package org.painbridge.server.imaging.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.Scenario;
import org.painbridge.imaging.VerdictKind;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.imaging.backtest.Comparison.Change;
import org.painbridge.server.imaging.backtest.Comparison.Changed;
import org.painbridge.server.imaging.backtest.Comparison.Transition;

class BacktestTest {
    private static final OffsetDateTime MOMENT = OffsetDateTime.parse("2026-11-25T09:00:00Z");
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final ProcedureCatalogue PROCEDURES = new ProcedureCatalogue(TERMINOLOGY);
    private static final RuleSet RULES = new RuleSetLoader(TERMINOLOGY, PROCEDURES).load(PackFiles.shipped());
    private static final ImagingAppropriateness BASELINE = new ImagingAppropriateness(RULES, PROCEDURES);
    private static final String CAUDA_EQUINA = """
        {"procedure":"mr-lumbar-spine-wo","indications":["http://snomed.info/sct|192970008"],\
        "facts":{"saddle-anaesthesia":"met","adult":"met"},"clinic":"north","sex":"female","count":%d}\
        """;

    @Test
    void thePackAgainstItselfChangesNothing() throws SQLException {
        Comparison comparison = compare(BASELINE, CAUDA_EQUINA.formatted(7));

        assertThat(comparison.all()).isEqualTo(Map.of(new Transition("appropriate", "appropriate"), 7L));
        assertThat(comparison.changes()).isEmpty();
    }

    /** The candidate lacks the scenario that speaks for the order. */
    @Test
    void whatACandidateNoLongerSaysIsCountedAndShown() throws SQLException {
        Comparison comparison = compare(without("S04"), CAUDA_EQUINA.formatted(7), CAUDA_EQUINA.formatted(2));

        List<Map.Entry<Change, Changed>> changes = comparison.changes();
        assertThat(changes).hasSize(1);
        assertThat(changes.getFirst().getValue().count()).isEqualTo(9);
        assertThat(changes.getFirst().getValue().examples()).hasSize(1);
        Judged judged = changes.getFirst().getKey().judged();
        assertThat(judged.before().kind()).isEqualTo(VerdictKind.APPROPRIATE);
        assertThat(judged.before().scenario()).contains("S04");
        assertThat(judged.after().kind()).isNotEqualTo(VerdictKind.APPROPRIATE);
    }

    @Test
    void eachStratumHasItsOwnTransitions() throws SQLException {
        Comparison comparison = compare(
                BASELINE, CAUDA_EQUINA.formatted(7), CAUDA_EQUINA.formatted(3).replace("north", "south"));

        assertThat(comparison.of(Group.Dimension.CLINIC).keySet()).containsExactly("north", "south");
        assertThat(comparison.of(Group.Dimension.CLINIC).get("south").values()).containsExactly(3L);
        assertThat(comparison.of(Group.Dimension.SEX).keySet()).containsExactly("female");
        assertThat(comparison.of(Group.Dimension.AGE).keySet()).containsExactly("unknown");
    }

    @Test
    void aLineThatIsNoCaseIsNamed() {
        assertThatThrownBy(() -> new SentCohort(List.of(CAUDA_EQUINA.formatted(1), "{\"procedure\":\"\"}")))
                .hasMessageContaining("Line 2");
        assertThatThrownBy(() -> new SentCohort(List.of("{"))).hasMessageContaining("Line 1");
    }

    private static Comparison compare(ImagingAppropriateness candidate, String... lines) throws SQLException {
        return new Backtest(BASELINE, candidate, MOMENT).compare(new SentCohort(List.of(lines)));
    }

    private static ImagingAppropriateness without(String scenario) {
        List<Scenario> others = RULES.scenarios().stream()
                .filter(each -> !each.id().equals(scenario))
                .collect(Collectors.toList());
        RuleSet rules = new RuleSet(
                RULES.ref(),
                RULES.facts(),
                RULES.answerWords(),
                others,
                RULES.ranking(),
                RULES.procedureNames(),
                RULES.noImaging(),
                RULES.questionsAtATime(),
                RULES.safety());
        return new ImagingAppropriateness(rules, PROCEDURES);
    }
}
