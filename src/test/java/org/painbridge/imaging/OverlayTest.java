package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import org.junit.jupiter.api.Test;
import org.painbridge.imaging.ImagingVerdict.Rated;

/** What is laid over the rules moves a category only with a reason, and shows that it did. */
class OverlayTest {
    private static final String MOVE = """
        overlay: site
        title: { en: Site, fr: Site }
        moves:
          - scenario: S01
            procedures: [xr-lumbar-spine]
            category: may-be-appropriate
            reason: { en: "Our clinic is far.", fr: "Notre clinique est loin." }
            sources: [{ id: painbridge, edition: 0.1.0, grade: project choice }]
        insured:
          - scenarios: [S01]
            insured: "no"
            reason: { en: "No pathology.", fr: "Aucune pathologie." }
            sources: [{ id: ohip-lumbar, edition: "2018", grade: payment rule }]
        """;

    @Test
    void aMoveChangesTheCategoryAndKeepsTheOneBefore() {
        var engine = new ImagingEngine(laid(MOVE), ImagingPack.PROCEDURES);

        var verdict =
                engine.assess(ImagingOrders.of("xr-lumbar-spine").painFor(20).build());

        assertThat(verdict).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.category()).isEqualTo(Category.MAY_BE_APPROPRIATE);
            assertThat(rated.option().moves()).singleElement().satisfies(move -> {
                assertThat(move.overlay()).isEqualTo("site");
                assertThat(move.from()).isEqualTo(Category.NOT_APPROPRIATE);
                assertThat(move.reason().fr()).isEqualTo("Notre clinique est loin.");
            });
            assertThat(rated.trace().scenarios().getFirst().cell()).isPresent();
        });
    }

    @Test
    void whetherThePlanPaysIsAnAxisOfItsOwn() {
        var engine = new ImagingEngine(laid(MOVE), ImagingPack.PROCEDURES);

        var verdict = engine.assess(ImagingOrders.lumbarMri().painFor(20).build());

        assertThat(verdict).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.category()).isEqualTo(Category.NOT_APPROPRIATE);
            assertThat(rated.option().insurance())
                    .get()
                    .extracting(Insurance::state)
                    .isEqualTo(Insurance.State.NOT_INSURED);
            assertThat(rated.alternatives().getFirst().option().insurance()).isEmpty();
        });
    }

    @Test
    void theShippedPackSaysThatEarlyLumbarImagingIsNotInsured() {
        assertThat(ImagingPack.RULES.scenarios())
                .filteredOn(scenario -> scenario.id().equals("S01"))
                .flatExtracting(Scenario::options)
                .filteredOn(option -> !option.procedureKey().equals(ImagingOption.NO_IMAGING))
                .allSatisfy(option -> assertThat(option.insurance())
                        .get()
                        .extracting(Insurance::state)
                        .isEqualTo(Insurance.State.NOT_INSURED));
    }

    /** The case of design/imaging.md 10.4: the panel says may be, Choosing Wisely Canada says do not. */
    @Test
    void theConflictAboutAnMriOfAnArthriticKneeIsShownNotHidden() {
        assertThat(ImagingPack.RULES.scenarios())
                .filteredOn(scenario -> scenario.id().equals("L02"))
                .flatExtracting(Scenario::options)
                .filteredOn(option -> option.procedureKey().equals("mr-knee-wo"))
                .singleElement()
                .satisfies(option -> {
                    assertThat(option.category()).isEqualTo(Category.NOT_APPROPRIATE);
                    assertThat(option.moves()).singleElement().satisfies(move -> {
                        assertThat(move.overlay()).isEqualTo("cwc");
                        assertThat(move.from()).isEqualTo(Category.MAY_BE_APPROPRIATE);
                    });
                });
    }

    @Test
    void aMoveWithoutReasonOrSourceOrEffectIsRefused() {
        assertRefused(MOVE.replace("    reason: { en: \"Our", "    cause: { en: \"Our"), "reason: missing");
        assertRefused(
                MOVE.replace("[{ id: painbridge, edition: 0.1.0, grade: project choice }]", "[]"), "at least one");
        assertRefused(MOVE.replace("may-be-appropriate", "not-appropriate"), "already");
        assertRefused(MOVE.replace("[xr-lumbar-spine]", "[xr-knee]"), "does not rate xr-knee");
        assertRefused(MOVE.replace("scenario: S01", "scenario: S99"), "no scenario S99");
        assertRefused(MOVE.replace("\"no\"", "\"never\""), "yes, no or unknown");
    }

    private static void assertRefused(String overlay, String reason) {
        assertThatThrownBy(() -> laid(overlay))
                .isInstanceOf(RuleFileException.class)
                .hasMessageStartingWith("overlays/site.yaml:")
                .hasMessageContaining(reason);
    }

    private static RuleSet laid(String overlay) {
        String pack = ImagingPack.lowBackPain()
                .read("pack.yaml")
                .replace("questionsAtATime:", "overlays: [overlays/site.yaml]\nquestionsAtATime:");
        return ImagingPack.load(name -> switch (name) {
            case "pack.yaml" -> pack;
            case "overlays/site.yaml" -> overlay;
            default -> ImagingPack.lowBackPain().read(name);
        });
    }
}
