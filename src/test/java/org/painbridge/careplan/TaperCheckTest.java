package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.clinical.PrescribedDose;

class TaperCheckTest {
    private final TaperCheck check = new TaperCheck(TaperRules.read());

    /** Steps in their order: a dose in mg/d that it aims at, ? for none; after = what it comes to, with ! where it says hold. */
    @ParameterizedTest
    @CsvSource({
        "90 75 60, ''",
        "90, ''",
        "90 90, T1",
        "90 100 80, T1",
        "90 90! 75, ''",
        "90 75! 75, T1",
        "90 ?, T2",
        "90 ?!, ''",
        "? 75, ''",
        "90 75 ? 60, T2",
        "90 75 ? 80, T2 T1",
        "90 ?! 95, T1",
        "90 100!, T8",
        "90=90 75=90, T5 T6",
        "90=90 ?!=100, T9",
        "90=90 75=75 60=60, ''",
        "90=90 75=80, ''",
        "90=90 75=83, T6",
        "90=90 75=?, T7",
        "90=90 ?!=?, ''",
        "90=90 90!=? 75=95, T5 T6"
    })
    void aStepLowersTheDoseOrSaysHold(String doses, String expected) {
        List<TaperStep> steps = new ArrayList<>();
        for (String dose : doses.split(" ")) {
            steps.add(step(steps.size(), steps.isEmpty() ? null : "step-" + (steps.size() - 1), dose));
        }

        assertThat(rules(steps, true)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"49.9, false, ''", "50, false, T4", "90, false, T4", "90, true, ''"})
    void aHighDoseHasNaloxoneOrAReason(String dose, boolean naloxone, String expected) {
        assertThat(rules(List.of(step(0, null, dose)), naloxone)).isEqualTo(expected);
    }

    @Test
    void stepsInACircleAreFoundAndNotFollowedForever() {
        List<TaperStep> steps = List.of(step(0, "step-1", "90"), step(1, "step-0", "75"));

        assertThat(rules(steps, true)).isEqualTo("T3 T3");
    }

    @Test
    void whatIsToldNamesBothDosesAndTheSource() {
        List<TaperStep> steps = List.of(step(0, null, "90"), step(1, "step-0", "100"));

        TaperCheck.Finding finding = check.run(steps, true, "plan").getFirst();

        assertThat(finding.path()).isEqualTo("place-1");
        assertThat(finding.text())
                .contains("aims at 100 mg/d", "before at 90 mg/d", "Rule T1", "CMAJ 2017;189:E659")
                .doesNotContain("{");
    }

    private String rules(List<TaperStep> steps, boolean naloxone) {
        return String.join(
                " ",
                check.run(steps, naloxone, "plan").stream()
                        .map(TaperCheck.Finding::rule)
                        .toList());
    }

    @Test
    void anOpioidThatIsNoStepCountsForNaloxone() {
        TaperStep alone = alone("key", prescribed("60"), TaperStep.Given.SOME_TIME);

        assertThat(rules(List.of(alone), false)).isEqualTo("T4");
        assertThat(rules(List.of(alone), true)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "30,,,              30,,,              T4",
        "20,,,              20,,,              ''",
        "30,2026-01-01,2026-01-31, 30,2026-02-01,, ''",
        "30,2026-01-01,2026-02-01, 30,2026-02-01,, T4",
        "30,,2026-01-31,    30,,,              T4"
    })
    void whatIsGivenBesideEachOtherIsAdded(
            String one,
            @Nullable LocalDate first,
            @Nullable LocalDate last,
            String other,
            @Nullable LocalDate otherFirst,
            @Nullable LocalDate otherLast,
            String expected) {
        List<TaperStep> both = List.of(
                alone("one", prescribed(one), new TaperStep.Given(true, first, last)),
                alone("other", prescribed(other), new TaperStep.Given(true, otherFirst, otherLast)));

        assertThat(rules(both, false)).isEqualTo(expected);
    }

    @Test
    void stepsOfOneTaperAreNotAdded() {
        assertThat(rules(List.of(step(0, null, "40"), step(1, "step-0", "30")), false))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"40, 24, 24, ''", "40, 25, 25, T4", "50, 10, 10, T4"})
    void bothLinesOfAForkAreGiven(String before, String one, String other, String expected) {
        List<TaperStep> fork = List.of(step(0, null, before), step(1, "step-0", one), step(2, "step-0", other));

        assertThat(rules(fork, false)).isEqualTo(expected);
        assertThat(rules(fork.reversed(), false)).isEqualTo(expected);
    }

    @Test
    void whatMayBeAnOpioidIsToldAndNaloxoneAskedFor() {
        TaperStep unknown = alone("key", prescribed("?"), TaperStep.Given.SOME_TIME);

        assertThat(rules(List.of(unknown), false)).isEqualTo("T10 T11");
        assertThat(rules(List.of(unknown), true)).isEqualTo("T10");
        assertThat(rules(List.of(unknown, step(0, null, "60")), false)).isEqualTo("T10 T4");
    }

    private static TaperStep alone(String key, PrescribedDose dose, TaperStep.Given given) {
        return new TaperStep("place", key, null, null, false, dose, given);
    }

    private static TaperStep step(int number, @Nullable String prior, String dose) {
        String[] parts = dose.replace("!", "").split("=");
        return new TaperStep(
                "place-" + number,
                "step-" + number,
                prior,
                parts[0].equals("?") ? null : new BigDecimal(parts[0]),
                dose.contains("!"),
                parts.length == 1 ? new PrescribedDose.NoOpioid() : prescribed(parts[1]),
                TaperStep.Given.SOME_TIME);
    }

    private static PrescribedDose prescribed(String dose) {
        return dose.equals("?")
                ? new PrescribedDose.NotComputable("it has no dosage")
                : new PrescribedDose.Computed(new BigDecimal(dose), "ca-2017", "Product");
    }
}
