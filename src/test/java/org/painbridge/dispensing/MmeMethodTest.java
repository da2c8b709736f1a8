package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.painbridge.dispensing.Dispenses.JUNE_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MmeMethodTest {
    private static final String YAML = new PackagedFile("mme.yaml").text();

    private final MmeMethod method = MmeMethod.fromClassPath();

    @Test
    void theDefaultTableExists() {
        assertThat(Library.TABLES.codes()).contains(method.defaultTable());
    }

    @Test
    void everyTableIsInTheTerminology() {
        var codes = Library.TERMINOLOGY.codeSet("https://painbridge.example/fhir/ValueSet/mme-table");

        assertThat(Library.TABLES.codes())
                .allSatisfy(table ->
                        assertThat(codes.codes()).anyMatch(code -> code.code().equals(table)));
    }

    @Test
    void aWindowEndsOnItsDay() {
        assertThat(method.window(JUNE_1, 28).first()).isEqualTo(JUNE_1.minusDays(27));
    }

    @Test
    void aWindowOfNoDaysOrOfTooManyIsRefused() {
        assertThatThrownBy(() -> method.window(JUNE_1, 0)).hasMessage("A window has at least one day: 0");
        assertThatThrownBy(() -> method.window(JUNE_1, 1101)).hasMessage("A window has at most 1100 days: 1101");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
        value: 28             | value: none    | 9  | value must be a whole number, not "none"
        value: 28             | value: 0       | 9  | window must be at least one day
        unit: days            | unit: weeks    | 10 | window is counted in days
        value: counted-twice  | value: dropped | 27 | value must be counted-twice or carried-forward, not "dropped"
        early-refill          | early-fill     | 2  | early-refill is missing
        """)
    void aFileThatIsNoMethodIsRefusedWithFileLineAndReason(String text, String fault, int line, String reason) {
        assertThatThrownBy(() -> MmeMethod.parse("bad.yaml", YAML.replaceFirst("(?m)^(\\s*)" + text, "$1" + fault)))
                .isInstanceOf(RuleFileException.class)
                .hasMessage("bad.yaml:" + line + ": " + reason);
    }
}
