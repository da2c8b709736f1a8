package org.painbridge.dispensing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.PATIENT;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * The edges of every rule, in rule-edges.csv. A dispense is written as: day (0 is the one that is judged), prescriber, pharmacy,
 * product, quantity / days' supply, circumstances; a ? is not known, and the last dispense is judged. Doses in the table are by
 * on-research: hydromorphone 4 mg is 20 MME a tablet, codeine 30 mg is 4.5.
 */
class RuleEdgesTest {
    private static final Map<String, String> PRODUCTS = Map.ofEntries(
            Map.entry("codeine", "00593451"),
            Map.entry("codeine-other-brand", "00653276"),
            Map.entry("cough-syrup", "00050024"),
            Map.entry("hydromorphone", "00125121"),
            Map.entry("hydromorphone-2mg", "00125083"),
            Map.entry("hydromorphone-8mg", "00786543"),
            Map.entry("hydromorphone-long", "02125366"),
            Map.entry("oxycodone", "00789739"),
            Map.entry("buprenorphine", "02295709"),
            Map.entry("lorazepam", "00655759"),
            Map.entry("zolpidem", "02391678"),
            Map.entry("methadone", "02247700"),
            Map.entry("methylphenidate", "00584991"),
            Map.entry("naloxone", "02458187"),
            Map.entry("unlisted", "00000001"));

    @ParameterizedTest(name = "{0} {1}")
    @CsvFileSource(resources = "rule-edges.csv", numLinesToSkip = 1)
    void eachEdgeIsAsTheTableSays(String rule, String says, String given, String answer) {
        List<Dispense> dispenses = dispenses(given);
        DispensingEngine engine = Library.engine(rule, activeYaml(rule));

        Evaluation evaluation = engine.evaluate(
                DispenseHistory.of(PATIENT, dispenses), dispenses.getLast().id());

        assertThat(answer(evaluation)).as(says).isEqualTo(answer);
    }

    @Test
    void everyRuleHasAnEdgeThatIsBrokenOneThatIsKeptAndOneThatIsOpen() throws IOException {
        TreeSet<String> seen = new TreeSet<>();
        try (var file = RuleEdgesTest.class.getResourceAsStream("rule-edges.csv")) {
            new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> {
                        String answer = line.substring(line.lastIndexOf(',') + 1);
                        seen.add(line.substring(0, line.indexOf(',')) + " " + answer.split(" ")[0]);
                    });
        }

        for (RuleInfo rule : RuleSet.fromClassPath().rules()) {
            assertThat(seen)
                    .contains(
                            rule.key().id() + " broken",
                            rule.key().id() + " kept",
                            rule.key().id() + " open");
        }
    }

    /** The rule as it is, also if it is off or on trial. */
    private static String activeYaml(String rule) {
        return new PackagedFile("rules/" + rule + ".yaml").text().replaceFirst("state: \\w+", "state: active");
    }

    private static String answer(Evaluation evaluation) {
        if (!evaluation.findings().isEmpty()) {
            Finding finding = evaluation.findings().getFirst();
            return "broken " + finding.facts().count()
                    + (finding.severity() == finding.rule().severity() ? "" : " further");
        }
        return evaluation.undecided().isEmpty() ? "kept" : "open";
    }

    private static List<Dispense> dispenses(String given) {
        List<Dispense> dispenses = new ArrayList<>();
        for (String each : given.split(";")) {
            dispenses.add(dispense(each.strip().split("\\s+"), dispenses.size()));
        }
        return dispenses;
    }

    private static Dispense dispense(String[] words, int number) {
        Dispenses dispense = Dispenses.dispense("d" + number)
                .on(JUNE_1.plusDays(Integer.parseInt(words[0])))
                .arrived(number);
        dispense = words[1].equals("?") ? dispense.byUnknownPrescriber() : dispense.by(words[1]);
        dispense = words[2].equals("?") ? dispense.atUnknownPharmacy() : dispense.at(words[2]);
        dispense = words[3].equals("?") ? dispense.ofUnknownProduct() : dispense.of(PRODUCTS.get(words[3]));
        String[] supply = words[4].split("/");
        dispense = supply[0].equals("?")
                ? dispense.unknownAmount()
                : dispense.amount(supply[0], words[3].equals("cough-syrup") ? "mL" : "1");
        dispense = supply[1].equals("?") ? dispense.unknownDays() : dispense.days(Integer.parseInt(supply[1]));
        for (int i = 5; i < words.length; i++) {
            dispense = words[i].startsWith("practice=")
                    ? dispense.inPractice(words[i].substring("practice=".length()))
                    : dispense.under(Circumstance.parse(words[i]));
        }
        return dispense.build();
    }
}
