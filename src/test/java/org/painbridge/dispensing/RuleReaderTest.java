package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RuleReaderTest {
    private static final String N1 = new PackagedFile("rules/N1.yaml").text();

    @Test
    void theIndexListsEveryRuleFileAndNoOther() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("main/resources/org/painbridge/dispensing/rules"))) {
            assertThat(YamlSection.parse("index.yaml", new PackagedFile("rules/index.yaml").text())
                            .texts("files"))
                    .containsExactlyInAnyOrderElementsOf(
                            files.map(file -> file.getFileName().toString())
                                    .filter(name -> !name.equals("index.yaml"))
                                    .toList());
        }
    }

    @Test
    void everyRuleHasACodeInTheTerminology() {
        var codes = Library.TERMINOLOGY.codeSet("https://painbridge.example/fhir/ValueSet/dispensing-finding");

        assertThat(RuleSet.fromClassPath().rules())
                .allSatisfy(rule -> assertThat(codes.codes())
                        .anyMatch(code -> code.code().equals(rule.key().id())));
    }

    @Test
    void theLookBackIsTheLongestWindowAndTheDaysInWhichNothingIsToldAgain() {
        assertThat(RuleSet.parse(Map.of("N1.yaml", N1)).lookBackDays()).isEqualTo(90 + 28);
        assertThat(RuleSet.parse(Map.of("N1.yaml", N1.replaceFirst("value: 28", "value: 120")))
                        .lookBackDays())
                .isEqualTo(120 + 28);
    }

    @Test
    void anotherRuleOfTheSameKindIsDataOnly() {
        String pharmacies = N1.replace("id: N1", "id: N2").replace("key: prescriber", "key: pharmacy");
        DispensingEngine engine = Library.engine("N2", pharmacies);
        DispenseHistory history = history(
                dispense("1").at("X").build(),
                dispense("2").at("Y").build(),
                dispense("3").at("Z").build());

        assertThat(engine.evaluate(history, new DispenseId("3")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.rule().key().id()).isEqualTo("N2"));
    }

    @Test
    void aRuleCanBeAboutClassesOfDrugs() {
        String opioids = N1.replace("drugs: monitored", "drugs: [opioid]");
        DispensingEngine engine = Library.engine("N1", opioids);
        DispenseHistory history = history(
                dispense("1").by("A").build(),
                dispense("2").by("B").build(),
                dispense("3").by("C").of(Dispenses.LORAZEPAM_1).build(),
                dispense("4").by("D").on(JUNE_1.plusDays(1)).build());

        assertThat(engine.evaluate(history, new DispenseId("3")).findings()).isEmpty();
        assertThat(engine.evaluate(history, new DispenseId("4")).findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.facts().count()).isEqualTo(3));
    }

    @ParameterizedTest(name = "{0} -> {1}: line {2}, {3}")
    @CsvSource(delimiter = '|', textBlock = """
        severity: moderate  | severity: grave     | 6  | severity must be high, moderate or low, not "grave"
        severity: moderate  | severty: moderate   | 1  | severity is missing
        key: prescriber     | key: nurse          | 8  | key must be prescriber or pharmacy, not "nurse"
        drugs: monitored    | drugs: all          | 9  | drugs must be monitored or a list of classes
        operator: distinct  | operator: distant   | 7  | no operator distant-keys-in-window
        value: 28           | value: 0            | 17 | window must be at least 1
        value: 28           | value: four         | 17 | value must be a whole number, not "four"
        value: 28           | value: 28.5         | 17 | value must be a whole number, not "28.5"
        unit: d             | unit: wk            | 17 | window must have the unit d
        window:             | widow:              | 11 | the operator needs a parameter window
        status: unverified  | status: believed    | 15 | status must be verified, secondary, unverified or proposal, not "believed"
        nms: MH             | nsm: MH             | 22 | unknown key nsm
        {count}             | {cuont}             | 32 | no value for {cuont}
        version: 0.2.0      | version:            | 2  | a text or number is wanted here
        key: prescriber     | severity: low       | 8  | severity is given twice
        state: active       | state: asleep       | 41 | state must be active, shadow or off, not "asleep"
        escalates: yes      | escalates: perhaps  | 44 | escalates must be yes or no, not "perhaps"
        quiet: { value: 28, unit: d | quiet: { value: 28, unit: wk | 45 | quiet is a number of d
        palliative: exempt  | palliative: ignore  | 50 | no way to heed palliative: ignore
        cancer: exempt      | cancre: exempt      | 51 | cancre must be a guard that there is, not "exempt"
        """)
    void aFileThatIsNoRuleIsRefusedWithFileLineAndReason(String text, String fault, int line, String reason) {
        String yaml = N1.replaceFirst(java.util.regex.Pattern.quote(text), fault);

        assertThatThrownBy(() -> RuleSet.parse(Map.of("bad.yaml", yaml)))
                .isInstanceOf(RuleFileException.class)
                .hasMessage("bad.yaml:" + line + ": " + reason);
    }

    @Test
    void aFileThatIsNoYamlIsRefusedWithItsLine() {
        assertThatThrownBy(() -> RuleSet.parse(Map.of("bad.yaml", "id: N1\ntitle: [\n")))
                .isInstanceOf(RuleFileException.class)
                .hasMessageStartingWith("bad.yaml:3: not YAML");
    }

    @Test
    void anEmptyFileAndAListAreNoRules() {
        assertThatThrownBy(() -> RuleSet.parse(Map.of("bad.yaml", ""))).hasMessage("bad.yaml:1: the file is empty");
        assertThatThrownBy(() -> RuleSet.parse(Map.of("bad.yaml", "- N1")))
                .hasMessage("bad.yaml:1: keys and values are wanted here");
    }

    @Test
    void twoFilesForOneRuleAreRefused() {
        assertThatThrownBy(() -> RuleSet.parse(Map.of("a.yaml", N1, "b.yaml", N1)))
                .hasMessageStartingWith("Two files define the rule N1");
    }
}
