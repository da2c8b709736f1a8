package org.painbridge.dispensing.fhir;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.NOT_IN_TABLE;
import static org.painbridge.dispensing.Dispenses.dispense;
import static org.painbridge.dispensing.Dispenses.history;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.painbridge.GuideValidator;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.MmeCalculator;
import org.painbridge.dispensing.MmeMethod;
import org.painbridge.dispensing.NotComputable;

class MmeDocumentationTest {
    private final MmeMethod method = MmeMethod.fromClassPath();
    private final String page = read();

    @Test
    void theExampleIsWhatIsAnswered() {
        Parameters answer = new MmeWriter()
                .write(
                        new MmeCalculator(Library.DRUGS, method)
                                .report(
                                        history(
                                                dispense("d1").build(),
                                                dispense("d2")
                                                        .of(NOT_IN_TABLE)
                                                        .arrived(1)
                                                        .build()),
                                        Library.TABLES
                                                .table(method.defaultTable())
                                                .orElseThrow(),
                                        method.window(JUNE_1.plusDays(1), 2)),
                        false);

        assertThat(page.substring(page.indexOf("```json\n") + 8, page.lastIndexOf("\n```")))
                .isEqualTo(
                        GuideValidator.FHIR.newJsonParser().setPrettyPrint(true).encodeResourceToString(answer));
    }

    @Test
    void tablesDefaultsAndReasonsAreThoseInUse() {
        assertThat(Library.TABLES.codes()).allSatisfy(table -> assertThat(page).contains("`" + table + "`"));
        assertThat(page).contains("`" + method.defaultTable() + "` (if absent)");
        assertThat(page).contains("; " + method.window() + " if absent, at most " + method.longestWindow());
        assertThat(page).contains("incomplete for " + method.unknownSupplyReach() + " days");
        assertThat(NotComputable.Why.values())
                .allSatisfy(why -> assertThat(page).contains("| `" + why.code() + "` |"));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("../docs/operations/mme.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
