package org.painbridge.dispensing.dpd;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.dispensing.Library;
import org.painbridge.dispensing.ProductTables;

/** One case for each kind of damage. The first drug of the extract has the code 1000, DIN 00594644 and one line in each file. */
class DamagedExtractTest {
    private static final ProductTables PACKAGED = ProductTables.packaged(Library.TERMINOLOGY);

    static Stream<Arguments> damages() {
        return Stream.of(
                damage("drug.txt:1: there are 13 columns in place of 14", e -> e.replace("drug.txt", ",\"\"\n", "\n")),
                damage("ingred.txt:2: there are 16 columns", e -> e.replace("ingred.txt", "\"1001\"", "\"1001\",\"\"")),
                damage("form.txt:1: there are 3 columns in place of 4", e -> e.replace("form.txt", "\"1\",", "")),
                damage("route.txt:1: there are 3 columns in place of 4", e -> e.replace("route.txt", "\"2\",", "")),
                damage(
                        "schedule.txt:1: there are 2 columns in place of 3",
                        e -> e.replace("schedule.txt", ",\"Annexe\"", "")),
                damage("ther.txt:1: there are 3 columns in place of 4", e -> e.replace("ther.txt", ",\"NAME\"", "")),
                damage(
                        "status.txt:1: there are 6 columns in place of 7",
                        e -> e.replace("status.txt", ",\"\"\n", "\n")),
                damage(
                        "package.txt:1: there are 7 columns in place of 8",
                        e -> e.replace("package.txt", ",\"\"\n", "\n")),
                damage("allfiles.zip: there is no ther.txt in the archive", e -> e.without("ther.txt")),
                damage(
                        "allfiles.zip: drug.txt is in the archive twice",
                        e -> e.put("copy/DRUG.TXT", e.text("drug.txt"))),
                damage("ther.txt: the file is empty", e -> e.put("ther.txt", "")),
                damage(
                        "drug.txt:1: the drug code in column 1 is a number, not \"x\"",
                        e -> e.replace("drug.txt", "1000", "x")),
                damage(
                        "drug.txt:2: the drug code 1000 is there already, on line 1",
                        e -> e.replace("drug.txt", "1001", "1000")),
                damage(
                        "drug.txt:1: a DIN has eight digits, not \"594644\"",
                        e -> e.replace("drug.txt", "00594644", "594644")),
                damage(
                        "drug.txt:2: the DIN 00594644 is there already, on line 1",
                        e -> e.replace("drug.txt", "02014203", "00594644")),
                damage("drug.txt:1: there is no brand in column 5", e -> e.replace("drug.txt", "STATEX", "")),
                damage(
                        "drug.txt:1: column 10 is a date such as 01-APR-2026, not \"31-APR-2026\"",
                        e -> e.replace("drug.txt", "01-APR-2026", "31-APR-2026")),
                damage("ingred.txt:1: the drug code 77 is not in drug.txt", e -> e.replace("ingred.txt", "1000", "77")),
                damage("the drug code 78 is not in drug.txt", e -> e.append("route.txt", "78,2,ORAL,ORALE")),
                damage(
                        "ingred.txt:1: there is no ingredient in column 3",
                        e -> e.replace("ingred.txt", "MORPHINE SULFATE", "")),
                damage(
                        "drug.txt:1: status.txt has no current status (Y) of the drug code 1000",
                        e -> e.replace("status.txt", "\"Y\"", "\"N\"")),
                damage(
                        "status.txt:2: the drug code 1000 has a current status (Y) already, on line 1",
                        e -> e.replace("status.txt", "\"N\",\"APPROVED\"", "\"Y\",\"MARKETED\"")),
                damage(
                        "status.txt:2: the current status is DORMANT, not MARKETED",
                        e -> e.replace("status.txt", "MARKETED", "DORMANT")),
                damage(
                        "status.txt:1: the current flag in column 2 is Y or N, not \"\"",
                        e -> e.replace("status.txt", "\"N\"", "\"\"")),
                damage(
                        "status.txt:1: column 4 is a date such as 01-APR-2026, not \"2001-01-02\"",
                        e -> e.replace("status.txt", "02-JAN-2001", "2001-01-02")),
                damage(
                        "form.txt:1: the text is not in UTF-8",
                        e -> e.put("form.txt", e.text("form.txt").getBytes(StandardCharsets.ISO_8859_1))),
                damage("route.txt:1: there is a zero byte in the text", e -> e.replace("route.txt", "ORAL", "OR\0AL")),
                damage("drug.txt:1: the line is not CSV", e -> e.replace("drug.txt", "STATEX\"", "STATEX\"x")),
                damage(
                        "drug.txt:1: the line has more than 65536 bytes",
                        e -> e.replace("drug.txt", "STATEX", "S".repeat(70_000))),
                damage(
                        "package.txt:1: a quotation mark is not closed",
                        e -> e.put("package.txt", "\"1000,\n" + "x,y\n".repeat(100_000))),
                damage(
                        "allfiles.zip: no product in it is monitored",
                        e -> e.put("schedule.txt", e.text("schedule.txt").replace("CDSA", "no act"))
                                .put("ingred.txt", e.text("ingred.txt").replace("NALOXONE", "NALOXANE"))));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("damages")
    void aDamagedExtractIsRefusedWithFileLineAndReason(String reason, UnaryOperator<ExtractFiles> damage) {
        byte[] zip = damage.apply(ExtractFiles.of(PACKAGED)).zip();

        assertThatThrownBy(() -> run(zip, ExtractLimits.of(64 << 20)))
                .isInstanceOf(DamagedExtract.class)
                .hasMessageContaining(reason);
    }

    @Test
    void anArchiveThatIsCutOffIsRefusedWhereverThatWas() {
        byte[] zip = ExtractFiles.of(PACKAGED).zip();

        for (int length : new int[] {zip.length - 1, zip.length - 30, zip.length / 2, 40}) {
            assertRefused(
                    Arrays.copyOf(zip, length), "allfiles.zip: the end of the archive is missing: it was cut off");
        }
    }

    @Test
    void anArchiveWithAByteThatIsNotItsOwnIsRefused() {
        byte[] zip = ExtractFiles.of(PACKAGED).zip();
        zip[zip.length / 3] ^= 0x55;

        assertThatThrownBy(() -> run(zip, ExtractLimits.of(64 << 20))).isInstanceOf(DamagedExtract.class);
    }

    @Test
    void whatIsNoArchiveIsRefused() {
        assertRefused("din,name".getBytes(StandardCharsets.UTF_8), "allfiles.zip: this is no zip archive");
        assertRefused(new byte[0], "allfiles.zip: this is no zip archive");
    }

    @Test
    void anArchiveThatIsLargerInsideThanItMayBeIsNotUnpacked() {
        byte[] bomb =
                ExtractFiles.of(PACKAGED).put("comp.txt", new byte[50 << 20]).zip();

        assertThatThrownBy(() -> run(bomb, ExtractLimits.of(1 << 30)))
                .isInstanceOf(DamagedExtract.class)
                .hasMessageContaining("the archive holds more than");
        assertThatThrownBy(() -> run(ExtractFiles.of(PACKAGED).zip(), ExtractLimits.of(1000)))
                .isInstanceOf(DamagedExtract.class)
                .hasMessageContaining("the archive holds more than 1000 bytes");
    }

    private static void assertRefused(byte[] zip, String message) {
        assertThatThrownBy(() -> run(zip, ExtractLimits.of(64 << 20)))
                .isInstanceOf(DamagedExtract.class)
                .hasMessage(message);
    }

    private static void run(byte[] zip, ExtractLimits limits) {
        new ProductImport(Library.TERMINOLOGY, PACKAGED, limits).run("allfiles.zip", zip, progress -> {});
    }

    private static Arguments damage(String reason, UnaryOperator<ExtractFiles> damage) {
        return Arguments.of(reason, damage);
    }
}
