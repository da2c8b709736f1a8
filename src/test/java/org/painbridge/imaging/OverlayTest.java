package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    /** By what the bulletins say about radiographs, CT and MRI of the lumbar spine (design/imaging.md 2.1). */
    @ParameterizedTest
    @CsvSource({
        "S01, mr-lumbar-spine-wo, NOT_INSURED", "S02, xr-lumbar-spine, NOT_INSURED",
        "S01, nm-bone-scan, UNDETERMINED", "S03, mr-lumbar-spine-wo, UNDETERMINED",
        "S04, mr-lumbar-spine-wo, INSURED", "S05, mr-lumbar-spine-wo, UNDETERMINED",
        "S06, xr-lumbar-spine, INSURED", "S07, mr-lumbar-spine-wo-w, INSURED",
        "S09, mr-lumbar-spine-wo, UNDETERMINED", "S10, xr-lumbar-spine, INSURED",
        "S10, xr-sacroiliac-joint, UNDETERMINED", "S12, mr-lumbar-spine-wo, INSURED",
        "S13, ct-lumbar-spine-wo, INSURED", "S13, ct-cervical-spine-wo, UNDETERMINED",
        "S14, mr-lumbar-spine-wo, INSURED", "S14, mr-thoracic-spine-wo, UNDETERMINED",
        "L02, mr-knee-wo, UNDETERMINED"
    })
    void theShippedPackSaysWhatThePlanPaysWhereABulletinTells(
            String scenario, String procedure, Insurance.State state) {
        assertThat(option(scenario, procedure).coverage())
                .get()
                .extracting(Insurance::state)
                .isEqualTo(state);
    }

    @Test
    void onlyTheLumbarSpineIsEverSaidNotToBePaidFor() {
        assertThat(ImagingPack.RULES.scenarios())
                .flatExtracting(Scenario::options)
                .filteredOn(option -> option.insurance()
                        .filter(insurance -> insurance.state() == Insurance.State.NOT_INSURED)
                        .isPresent())
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.procedureKey()).matches("(xr|mr|ct)-lumbar-spine(-wo|-w)*"));
    }

    @ParameterizedTest
    @CsvSource({
        "xr-lumbar-spine, M54.5, NOT_INSURED", "xr-lumbar-spine, M54.3, INSURED",
        "mr-lumbar-spine-wo, M51.1, INSURED", "mr-lumbar-spine-wo, M54.4, INSURED"
    })
    void whatThePlanPaysMayDependOnTheReasonAndTheCategoryDoesNot(
            String procedure, String reason, Insurance.State state) {
        var order = ImagingOrders.of(procedure).because(reason).painFor(20).build();

        var verdict = new ImagingEngine(ImagingPack.RULES, ImagingPack.PROCEDURES).assess(order);

        assertThat(verdict).asInstanceOf(type(Rated.class)).satisfies(rated -> {
            assertThat(rated.category()).isEqualTo(Category.NOT_APPROPRIATE);
            assertThat(rated.option().coverage().orElseThrow().state()).isEqualTo(state);
            assertThat(rated.option().coverage().orElseThrow().sources()).isNotEmpty();
            assertThat(rated.option().insuredFor()).isEmpty();
        });
    }

    @Test
    void anAlternativeIsToldAsThePlanPaysItForTheReason() {
        var order = ImagingOrders.lumbarMri()
                .because("M54.3")
                .painFor(90)
                .careFor(60)
                .met("conservative-care-failed")
                .met("surgery-or-intervention-candidate")
                .build();

        var verdict = new ImagingEngine(ImagingPack.RULES, ImagingPack.PROCEDURES).assess(order);

        assertThat(verdict.alternatives())
                .filteredOn(one -> one.option().procedureKey().equals("xr-lumbar-spine"))
                .singleElement()
                .extracting(one -> one.option().coverage().orElseThrow().state())
                .isEqualTo(Insurance.State.INSURED);
    }

    /** Not silence, which says nothing of why. */
    @Test
    void ofEveryRadiographCtAndMriOfTheLumbarSpineTheShippedPackSaysWhetherItIsPaid() {
        assertThat(ImagingPack.RULES.scenarios())
                .flatExtracting(Scenario::options)
                .filteredOn(option -> option.procedureKey().matches("(xr|mr|ct)-lumbar-spine(-wo|-w)*"))
                .isNotEmpty()
                .allSatisfy(option -> assertThat(option.insurance()).isPresent());
    }

    @Test
    void nobodyPaysForNoImaging() {
        assertThat(option("S01", ImagingOption.NO_IMAGING).coverage()).isEmpty();
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
        assertRefused(MOVE.replace("insured: \"no\"", "insured: \"no\"\n    for: [in-a-circle]"), "Not in the term");
    }

    private static ImagingOption option(String scenario, String procedure) {
        return ImagingPack.RULES.scenarios().stream()
                .filter(each -> each.id().equals(scenario))
                .findFirst()
                .flatMap(each -> each.option(procedure))
                .orElseThrow();
    }

    private static void assertRefused(String overlay, String reason) {
        assertThatThrownBy(() -> laid(overlay))
                .isInstanceOf(RuleFileException.class)
                .hasMessageStartingWith("overlays/0.yaml:")
                .hasMessageContaining(reason);
    }

    private static RuleSet laid(String overlay) {
        return ImagingPack.lowBackPainWith(List.of(overlay));
    }
}
