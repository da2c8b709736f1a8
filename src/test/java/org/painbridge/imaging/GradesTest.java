package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Evidence;

class GradesTest {
    @Test
    void everyGradeOfTheShippedPackHasItsFrench() {
        Stream<Evidence> rules = ImagingPack.RULES.scenarios().stream()
                .flatMap(scenario -> scenario.options().stream())
                .flatMap(option -> option.cited());
        Stream<Evidence> gates = ImagingPack.RULES.safety().gates().stream().flatMap(gate -> gate.sources().stream());

        assertThat(Stream.concat(rules, gates).map(Evidence::grade).distinct()).allMatch(Grades::isKnown);
    }

    @Test
    void aGradeIsTranslatedPartByPart() {
        assertThat(Grades.in(Language.FR, "panel rating, secondary source"))
                .isEqualTo("cote du comité, source secondaire");
        assertThat(Grades.in(Language.FR, "panel rating, of our own")).isEqualTo("cote du comité, of our own");
        assertThat(Grades.in(Language.EN, "do-not list")).isEqualTo("do-not list");
    }
}
