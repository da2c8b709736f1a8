package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingVerdict.NeedsData;
import org.painbridge.imaging.ImagingVerdict.Rated;

class QuestionsTest {
    private final ImagingEngine engine = ImagingPack.engine();

    @Test
    void whereNothingIsKnownAtMostThreeQuestionsAreAskedTheEmergentOneFirst() {
        var order = ImagingOrders.lumbarMri().nothingKnown().build();

        assertThat(engine.assess(order)).asInstanceOf(type(NeedsData.class)).satisfies(needs -> {
            assertThat(needs.questions())
                    .hasSize(3)
                    .first()
                    .extracting(Question::fact)
                    .isEqualTo("any-neurological-flag");
            assertThat(needs.decisive()).isGreaterThan(3);
        });
    }

    @Test
    void timeIsAskedForByDate() {
        var order = candidate().unknown("pain-onset").build();

        assertThat(engine.assess(order))
                .asInstanceOf(type(NeedsData.class))
                .satisfies(needs -> assertThat(needs.questions())
                        .singleElement()
                        .satisfies(question -> {
                            assertThat(question.fact()).isEqualTo("pain-onset");
                            assertThat(question.type()).isEqualTo(Fact.Type.DATE);
                        }));
    }

    @Test
    void anUnknownThatChangesNothingIsNotAskedFor() {
        var order = ImagingOrders.lumbarMri()
                .met("any-fracture-flag")
                .unknown("any-neurological-flag", "any-infection-flag", "any-tumour-flag")
                .build();

        assertThat(engine.assess(order)).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.category()).isEqualTo(Category.APPROPRIATE);
            assertThat(rated.rule()).hasToString("S06/mr-lumbar-spine-wo");
            assertThat(rated.because()).extracting(RuleId::scenario).containsExactly("S04", "S07", "S06");
            assertThat(rated.regardlessOf()).contains("any-neurological-flag", "any-infection-flag", "any-tumour-flag");
        });
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
}
