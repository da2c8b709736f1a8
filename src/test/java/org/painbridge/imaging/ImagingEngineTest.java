package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;
import static org.painbridge.imaging.ImagingOrders.TODAY;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingVerdict.Emergency;
import org.painbridge.imaging.ImagingVerdict.NeedsData;
import org.painbridge.imaging.ImagingVerdict.NoCriteria;
import org.painbridge.imaging.ImagingVerdict.NotRecognised;
import org.painbridge.imaging.ImagingVerdict.Rated;

class ImagingEngineTest {
    private final ImagingEngine engine = ImagingPack.engine();

    @Test
    void lumbarMriInTheFirstSixWeeksWithoutRedFlagsIsUsuallyNotAppropriate() {
        var order = ImagingOrders.lumbarMri().painFor(21).build();

        var verdict = engine.assess(order);

        assertThat(verdict).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.category()).isEqualTo(Category.NOT_APPROPRIATE);
            assertThat(rated.rule()).hasToString("S01/mr-lumbar-spine-wo");
        });
    }

    @Test
    void insteadOfAnEarlyMriNoImagingIsProposedFirst() {
        var order = ImagingOrders.lumbarMri().painFor(21).build();

        var verdict = engine.assess(order);

        Alternative first = verdict.alternatives().getFirst();
        assertThat(first.rule()).hasToString("S01/no-imaging");
        assertThat(first.procedure()).isEmpty();
        assertThat(first.placement()).contains(new Alternative.Placement(true, Alternative.Key.CATEGORY));
    }

    @Test
    void sixWeeksOfPainIsTheFirstDayThatIsNotAcute() {
        var day41 = engine.assess(ImagingOrders.lumbarMri().painFor(41).build());
        var day42 =
                engine.assess(ImagingOrders.lumbarMri().painFor(42).careFor(20).build());

        assertThat(scenario(day41)).isEqualTo("S01");
        assertThat(scenario(day42)).isEqualTo("S02");
    }

    @Test
    void aPersonWhoIsNoCandidateForInterventionStaysWithoutImaging() {
        var order = ImagingOrders.lumbarMri()
                .painFor(90)
                .careFor(60)
                .met("conservative-care-failed")
                .denied("surgery-or-intervention-candidate")
                .build();

        assertThat(scenario(engine.assess(order))).isEqualTo("S02");
    }

    @Test
    void afterFailedCareACandidateForSurgeryGetsAnMri() {
        var order = candidate().build();

        assertThat(engine.assess(order)).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.scenario().id()).isEqualTo("S03");
            assertThat(rated.category()).isEqualTo(Category.APPROPRIATE);
        });
    }

    @Test
    void anUnknownRedFlagIsNeverANo() {
        var order = ImagingOrders.lumbarMri()
                .painFor(21)
                .unknown("any-neurological-flag")
                .build();

        assertThat(engine.assess(order)).asInstanceOf(type(NeedsData.class)).satisfies(needs -> {
            assertThat(needs.questions()).extracting(Question::fact).containsExactly("any-neurological-flag");
            assertThat(needs.possible()).containsExactly(Category.APPROPRIATE, Category.NOT_APPROPRIATE);
        });
    }

    @Test
    void saddleAnaesthesiaMakesAnMriAnEmergencyEvenOnDayOne() {
        var order = ImagingOrders.lumbarMri()
                .painFor(1)
                .unknown("any-neurological-flag")
                .met("saddle-anaesthesia")
                .build();

        assertThat(engine.assess(order)).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.scenario().id()).isEqualTo("S04");
            assertThat(rated.category()).isEqualTo(Category.APPROPRIATE);
            assertThat(rated.urgency()).isEqualTo(Urgency.EMERGENT);
        });
    }

    @Test
    void anEmergencyNeedsNoAge() {
        var order = ImagingOrders.lumbarMri()
                .nothingKnown()
                .met("any-neurological-flag")
                .build();

        assertThat(engine.assess(order)).isInstanceOf(Rated.class);
    }

    @Test
    void aRadiographInAnEmergencyIsRedirectedAndNotRated() {
        var order =
                ImagingOrders.of("xr-lumbar-spine").met("any-neurological-flag").build();

        assertThat(engine.assess(order)).asInstanceOf(type(Emergency.class)).satisfies(emergency -> {
            assertThat(emergency.redFlags()).containsExactly("any-neurological-flag");
            assertThat(emergency.alternatives().getFirst().rule()).hasToString("S04/mr-lumbar-spine-wo");
        });
    }

    @Test
    void aPartThatIsMetOverrulesADeniedWhole() {
        var order = ImagingOrders.lumbarMri()
                .painFor(5)
                .denied("any-neurological-flag")
                .met("urinary-retention")
                .build();

        assertThat(engine.assess(order).urgency()).isEqualTo(Urgency.EMERGENT);
    }

    @Test
    void aRedFlagDeniedTwoMonthsAgoIsUnknownToday() {
        var order = ImagingOrders.lumbarMri()
                .painFor(21)
                .answered("any-neurological-flag", FactState.NOT_MET, TODAY.minusDays(60))
                .build();

        var verdict = engine.assess(order);

        assertThat(verdict).isInstanceOf(NeedsData.class);
        assertThat(verdict.trace().facts())
                .filteredOn(fact -> fact.fact().equals("any-neurological-flag"))
                .flatExtracting(FactTrace::setAside)
                .hasSize(1);
    }

    @Test
    void atSeventyAFractureIsARiskWhateverWasAnswered() {
        var order = ImagingOrders.of("xr-lumbar-spine")
                .painFor(10)
                .birth(TODAY.minusYears(70))
                .build();

        assertThat(scenario(engine.assess(order))).isEqualTo("S06");
    }

    @Test
    void cancerOutranksFracture() {
        var order = ImagingOrders.of("xr-lumbar-spine")
                .met("any-fracture-flag")
                .met("any-tumour-flag")
                .build();

        assertThat(engine.assess(order)).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.scenario().id()).isEqualTo("S07");
            assertThat(rated.urgency()).isEqualTo(Urgency.URGENT);
            assertThat(rated.trace().scenarios())
                    .filteredOn(trace -> trace.state() == FactState.MET)
                    .extracting(trace -> trace.scenario().id())
                    .containsExactly("S07", "S06");
        });
    }

    @Test
    void onsetKnownByMonthOnlyIsAskedForAgainOnlyWhereItMatters() {
        var vague = new DateRange(TODAY.minusDays(60), TODAY.minusDays(30));
        var clear = new DateRange(TODAY.minusDays(30), TODAY.minusDays(10));

        var needed = engine.assess(candidate().dated("pain-onset", vague).build());
        var settled = engine.assess(
                ImagingOrders.lumbarMri().dated("pain-onset", clear).build());

        assertThat(needed).isInstanceOf(NeedsData.class);
        assertThat(scenario(settled)).isEqualTo("S01");
    }

    @Test
    void aDateInTheFutureCountsForNothing() {
        var order =
                candidate().dated("pain-onset", DateRange.on(TODAY.plusDays(1))).build();

        assertThat(engine.assess(order)).isInstanceOf(NeedsData.class);
    }

    @Test
    void contrastNotStatedIsAskedForOnlyWhereTheCriteriaDiffer() {
        var acute =
                engine.assess(ImagingOrders.of("mr-lumbar-spine").painFor(21).build());
        var candidate = engine.assess(candidate("mr-lumbar-spine").build());

        assertThat(acute).isInstanceOf(Rated.class);
        assertThat(candidate)
                .asInstanceOf(type(NotRecognised.class))
                .satisfies(not -> assertThat(not.missing()).singleElement().satisfies(missing -> {
                    assertThat(missing.problem()).isEqualTo(MissingElement.Problem.TOO_COARSE);
                    assertThat(missing.send()).contains("mr-lumbar-spine-wo", "mr-lumbar-spine-wo-w");
                }));
    }

    @Test
    void aKneeHasNoCriteriaWhichIsNotTheSameAsNotAppropriate() {
        var order = ImagingOrders.of("mr-knee-wo").because("M17.1").build();

        assertThat(engine.assess(order)).isInstanceOf(NoCriteria.class);
    }

    @Test
    void aChildHasNoCriteriaYet() {
        var order = ImagingOrders.lumbarMri()
                .painFor(10)
                .birth(LocalDate.of(2015, 1, 1))
                .build();

        assertThat(engine.assess(order)).isInstanceOf(NoCriteria.class);
    }

    @Test
    void anIndicationThatNoScenarioKnowsIsSentBack() {
        var order = ImagingOrders.lumbarMri().because("Z00.0").build();

        assertThat(engine.assess(order))
                .asInstanceOf(type(NotRecognised.class))
                .extracting(not -> not.missing().getFirst().expression())
                .isEqualTo("ServiceRequest.reasonCode");
    }

    @Test
    void aProcedureThatNobodyKnowsIsSentBack() {
        var order = ImagingOrders.of("mr-left-antler").build();

        assertThat(engine.assess(order))
                .asInstanceOf(type(NotRecognised.class))
                .extracting(not -> not.missing().getFirst().expression())
                .isEqualTo("ServiceRequest.code");
    }

    @Test
    void theVerdictNamesItsRulesAndEveryCellItsSource() {
        var verdict = engine.assess(ImagingOrders.lumbarMri().painFor(21).build());

        assertThat(verdict.rules().hash()).matches("sha256:[0-9a-f]{64}");
        assertThat(verdict.rules().notice().en()).contains("clinical review");
        assertThat(verdict)
                .asInstanceOf(type(Rated.class))
                .satisfies(rated -> assertThat(rated.option().sources()).allSatisfy(source -> {
                    assertThat(source.edition()).isNotBlank();
                    assertThat(source.grade()).isNotBlank();
                }));
    }

    private static ImagingOrders candidate() {
        return candidate("mr-lumbar-spine-wo");
    }

    private static ImagingOrders candidate(String procedure) {
        return ImagingOrders.of(procedure)
                .painFor(90)
                .careFor(60)
                .met("conservative-care-failed")
                .met("surgery-or-intervention-candidate");
    }

    private static String scenario(ImagingVerdict verdict) {
        return assertThat(verdict)
                .asInstanceOf(type(Rated.class))
                .actual()
                .scenario()
                .id();
    }
}
