package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Every rating names its source (docs/architecture.md): a pack in which one does not is refused. */
class ImagingSourceTest {
    private static final String RULES = "rules/low-back-pain.yaml";
    private static final String CITATION = "acr: { id: acr-lbp";
    private static final String CITED = "    sources: [acr, cwc, nice]\n";

    @Test
    void everyCellOfTheShippedPackNamesDocumentEditionAndGrade() {
        var cells = ImagingPack.RULES.scenarios().stream()
                .flatMap(scenario -> scenario.options().stream())
                .toList();

        assertThat(cells)
                .isNotEmpty()
                .allSatisfy(cell -> assertThat(cell.sources()).isNotEmpty().allSatisfy(source -> {
                    assertThat(source.document()).isNotBlank();
                    assertThat(source.edition()).isNotBlank();
                    assertThat(source.grade()).isNotBlank();
                }));
    }

    @Test
    void aPackWithACellWithoutSourceIsRefused() {
        String rules = PackFiles.shipped().read(RULES);
        assertThat(rules).contains(CITED);
        String without = rules.replaceFirst(Pattern.quote(CITED), "");

        assertThatThrownBy(() -> ImagingPack.load(withRules(without)))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining(RULES)
                .hasMessageContaining("sources: missing");
    }

    @Test
    void aPackThatCitesAnUnlistedDocumentIsRefused() {
        String rules = PackFiles.shipped().read(RULES);
        assertThat(rules).contains(CITATION);
        String unlisted = rules.replace(CITATION, CITATION.replace("acr-lbp", "hearsay"));

        assertThatThrownBy(() -> ImagingPack.load(withRules(unlisted)))
                .isInstanceOf(RuleFileException.class)
                .hasMessageContaining("hearsay");
    }

    private static PackFiles withRules(String text) {
        return name -> name.equals(RULES) ? text : ImagingPack.lowBackPain().read(name);
    }
}
