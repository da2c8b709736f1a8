package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What an active diagnosis without a recent date does to any order. */
class StandingLawsTest {
    @ParameterizedTest
    @MethodSource("org.painbridge.imaging.EngineLawsTest#nearlyKnown")
    void nothingIsFinallyNotAppropriateAgainstAnActiveEmergentDiagnosis(EngineLawsTest.Case given) {
        ImagingVerdict before = given.verdict();

        for (String flag : flags(given, before)) {
            for (boolean dated : new boolean[] {true, false}) {
                ImagingVerdict verdict = standing(given, flag, dated).verdict();

                assertThat(Said.of(verdict).outcome()).as(flag).isNotEqualTo("not-appropriate");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("org.painbridge.imaging.EngineLawsTest#nearlyKnown")
    void theOrderOfTheDataChangesNothing(EngineLawsTest.Case given) {
        EngineLawsTest.Case doubted = given;
        for (String flag : flags(given, given.verdict())) {
            doubted = standing(doubted, flag, flag.length() % 2 == 0);
        }
        List<Finding> findings = new ArrayList<>(doubted.order().findings());
        Collections.shuffle(findings, new Random(11));

        assertThat(given.with(findings).verdict()).isEqualTo(doubted.verdict());
    }

    /** The emergent red flags of the scenarios and their parts, but those that do not apply. */
    private static Set<String> flags(EngineLawsTest.Case given, ImagingVerdict verdict) {
        return verdict.trace().scenarios().stream()
                .flatMap(trace -> trace.scenario().redFlags().stream())
                .flatMap(flag -> Stream.concat(Stream.of(flag), given.rules().fact(flag).anyOf().stream()))
                .map(given.rules()::fact)
                .filter(fact -> fact.emergent() && fact.onlyIf() == null && fact.lookBack() != null)
                .map(Fact::id)
                .collect(Collectors.toSet());
    }

    private static EngineLawsTest.Case standing(EngineLawsTest.Case given, String fact, boolean dated) {
        List<Finding> findings = new ArrayList<>(given.order().findings());
        findings.add(Finding.of(fact, FactState.MET, Finding.Origin.STANDING, source(dated)));
        return given.with(findings);
    }

    private static FindingSource source(boolean dated) {
        return new FindingSource("Condition/active", "Condition.code", null, dated ? TODAY.minusYears(2) : null, null);
    }
}
