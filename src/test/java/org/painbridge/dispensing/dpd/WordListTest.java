package org.painbridge.dispensing.dpd;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.clinical.Code;
import org.painbridge.dispensing.Library;

/** The word lists use the words that the rest of the library uses. */
class WordListTest {
    private static final Set<String> STATUSES = Set.of("verified", "unverified", "proposal");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "substances.csv",
                "salts.csv",
                "measures.csv",
                "pieces.csv",
                "mme-forms.csv",
                "wear.csv",
                "agonist.csv"
            })
    void eachLineSaysWhereItIsFromAndHowSureThatIs(String file) {
        assertThat(WordList.named(file).lines()).isNotEmpty().allSatisfy(line -> {
            assertThat(line.get("source")).isNotBlank();
            assertThat(line.get("status")).isIn(STATUSES);
        });
    }

    @Test
    void classesAreThoseOfTheCodeSystem() {
        Set<String> codes =
                Library.TERMINOLOGY
                        .codeSet("https://painbridge.example/fhir/ValueSet/monitored-drug-class")
                        .codes()
                        .stream()
                        .map(Code::code)
                        .collect(Collectors.toSet());

        assertThat(WordList.named("substances.csv").lines())
                .extracting(line -> line.get("class"))
                .isSubsetOf(codes);
    }

    @Test
    void formsAreThoseOfTheFactorTablesAndSoAreTheirOpioids() {
        Set<String> forms = factors("mme_form");
        Set<String> opioids = WordList.named("substances.csv").lines().stream()
                .filter(line -> line.get("class").equals("opioid"))
                .map(line -> line.get("substance"))
                .collect(Collectors.toSet());

        assertThat(WordList.named("mme-forms.csv").lines())
                .extracting(line -> line.get("mme_form"))
                .isSubsetOf(forms);
        assertThat(opioids).containsAll(factors("substance"));
    }

    @Test
    void theSaltIsTakenAwayButNotTheName() {
        Substances substances = Substances.fromClassPath();

        assertThat(substances
                        .find("morphine sulfate pentahydrate")
                        .orElseThrow()
                        .name())
                .isEqualTo("morphine");
        assertThat(substances.find("fentanyl (fentanyl citrate)").orElseThrow().name())
                .isEqualTo("fentanyl");
        assertThat(substances.find("sodium oxybate").orElseThrow().drugClass()).isEqualTo("oxybate");
        assertThat(substances.find("sodium citrate").orElseThrow().drugClass()).isEqualTo("not-monitored");
        assertThat(substances.find("apomorphine hydrochloride")).isEmpty();
        assertThat(substances.base("noveltadol hydrochloride dihydrate")).isEqualTo("noveltadol");
    }

    private static Set<String> factors(String column) {
        return Library.TERMINOLOGY.table("mme-factors").stream()
                .map((Map<String, String> row) -> String.valueOf(row.get(column)))
                .collect(Collectors.toSet());
    }
}
