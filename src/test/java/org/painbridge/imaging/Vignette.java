package org.painbridge.imaging;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;

/** One row of a vignette table: a story that a clinician can read, and what the engine has to say to it. */
record Vignette(String table, CSVRecord row) {
    static final List<String> COLUMNS = List.of(
            "scenario", "kind", "story", "procedure", "reasons", "age", "facts", "expected", "headline", "first");
    static final Set<String> KINDS = Set.of("matched", "red-flag", "unknown", "after-imaging");
    static final Set<String> EXPECTED = Set.of(
            "appropriate",
            "may-be-appropriate",
            "not-appropriate",
            "no-criteria",
            "needs-data",
            "emergency",
            "too-coarse");

    /** All other facts that the scenarios of the order ask for. */
    private static final String REST = "rest";

    private static final Map<String, String> SYSTEMS =
            Map.of("icd10", "http://hl7.org/fhir/sid/icd-10", "sct", "http://snomed.info/sct");
    private static final OffsetDateTime NOW = OffsetDateTime.of(2026, 10, 5, 9, 0, 0, 0, ZoneOffset.ofHours(-4));
    private static final LocalDate TODAY = NOW.toLocalDate();

    static List<Vignette> read(String table) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .setCommentMarker('#')
                .get();
        try (CSVParser rows = CSVParser.parse(ImagingPack.resource("vignettes/" + table), format)) {
            if (!rows.getHeaderNames().equals(COLUMNS)) {
                throw new IllegalArgumentException(table + " has the columns " + rows.getHeaderNames());
            }
            return rows.stream().map(row -> new Vignette(table, row)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String get(String column) {
        return row.get(column).strip();
    }

    ImagingOrder order(RuleSet rules) {
        return new ImagingOrder(
                "ServiceRequest/order",
                new PatientRef("example"),
                get("procedure"),
                parts(get("reasons")).map(this::reason).collect(Collectors.toSet()),
                findings(rules),
                NOW);
    }

    private Code reason(String text) {
        String[] parts = text.split("\\|", -1);
        return Code.of(SYSTEMS.get(parts[0]), parts[1]);
    }

    private List<Finding> findings(RuleSet rules) {
        List<Finding> findings = new ArrayList<>();
        if (!get("age").isBlank()) {
            LocalDate birth = TODAY.minusYears(Integer.parseInt(get("age"))).minusDays(1);
            findings.add(Finding.of("birth-date", DateRange.on(birth), Finding.Origin.CHART, source(null)));
        }
        states(rules)
                .forEach((fact, state) -> findings.add(Finding.of(fact, state, Finding.Origin.ANSWER, source(TODAY))));
        return findings;
    }

    private Map<String, FactState> states(RuleSet rules) {
        Map<String, FactState> stated = new LinkedHashMap<>();
        parts(get("facts")).forEach(part -> {
            String[] sides = part.split("=", -1);
            stated.put(sides[0], state(sides[1]));
        });
        FactState rest = stated.remove(REST);
        if (rest != null) {
            asked(rules).filter(fact -> !isTold(rules, fact)).forEach(fact -> stated.putIfAbsent(fact, rest));
        }
        stated.keySet().forEach(rules::fact);
        return stated;
    }

    private Stream<String> asked(RuleSet rules) {
        return rules.scenarios().stream()
                .filter(scenario -> scenario.id().equals(get("scenario")))
                .flatMap(scenario -> scenario.asks().stream());
    }

    /** The age column speaks for what the birth date decides. */
    private boolean isTold(RuleSet rules, String fact) {
        Clock clock = rules.fact(fact).clock();
        return clock != null
                && clock.since().equals("birth-date")
                && !get("age").isBlank();
    }

    private static FactState state(String code) {
        return Arrays.stream(FactState.values())
                .filter(state -> state.code().equals(code))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("Not a state: " + code));
    }

    private static Stream<String> parts(String list) {
        return Arrays.stream(list.split(";")).map(String::strip).filter(part -> !part.isEmpty());
    }

    private static FindingSource source(LocalDate on) {
        return new FindingSource("QuestionnaireResponse/answers", "item", null, on, null);
    }

    @Override
    public String toString() {
        return get("scenario") + " " + get("kind") + ", line " + (row.getRecordNumber() + 1) + " of " + table + ": "
                + get("story");
    }
}
