package org.painbridge.dispensing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** What codes of a record tell of its circumstances. Source: circumstances.csv. */
public final class CircumstanceCodes {
    private static final String EXEMPT = "exempt";
    private static final String NONE = "none";

    private final Map<String, Circumstance> byCode;
    private final Set<String> exempt;
    private final Set<String> all;

    private CircumstanceCodes(Map<String, Circumstance> byCode, Set<String> exempt, Set<String> all) {
        this.byCode = byCode;
        this.exempt = exempt;
        this.all = all;
    }

    public static CircumstanceCodes fromClassPath() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser file = CSVParser.parse(new PackagedFile("circumstances.csv").text(), format)) {
            Map<String, String> rows = file.stream()
                    .collect(Collectors.toMap(
                            row -> row.get("system") + "|" + row.get("code"), row -> row.get("circumstance")));
            Set<String> exempt = rows.keySet().stream()
                    .filter(code -> EXEMPT.equals(rows.get(code)))
                    .collect(Collectors.toUnmodifiableSet());
            Set<String> all = Set.copyOf(rows.keySet());
            rows.values().removeIf(circumstance -> circumstance.equals(EXEMPT) || circumstance.equals(NONE));
            Map<String, Circumstance> byCode = new HashMap<>();
            rows.forEach((code, circumstance) -> byCode.put(code, Circumstance.parse(circumstance)));
            return new CircumstanceCodes(byCode, exempt, all);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether a record with that code is none of a dispense to somebody in the community: of inpatient care, of stock. */
    public boolean isExempt(String system, String code) {
        return exempt.contains(system + "|" + code);
    }

    /** Whether it is known, though it may tell nothing. */
    public boolean knows(String system, String code) {
        return all.contains(system + "|" + code);
    }

    /** @param system of the code, or the URL of the extension that holds it */
    public Optional<Circumstance> of(String system, String code) {
        return Optional.ofNullable(byCode.get(system + "|" + code));
    }
}
