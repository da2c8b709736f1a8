package org.painbridge.dispensing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** What codes of a record tell of its circumstances. Source: circumstances.csv. */
public final class CircumstanceCodes {
    private final Map<String, Circumstance> byCode;

    private CircumstanceCodes(Map<String, Circumstance> byCode) {
        this.byCode = byCode;
    }

    public static CircumstanceCodes fromClassPath() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(new PackagedFile("circumstances.csv").text(), format)) {
            return new CircumstanceCodes(rows.stream()
                    .collect(Collectors.toUnmodifiableMap(
                            row -> row.get("system") + "|" + row.get("code"),
                            row -> Circumstance.parse(row.get("circumstance")))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** @param system of the code, or the URL of the extension that holds it */
    public Optional<Circumstance> of(String system, String code) {
        return Optional.ofNullable(byCode.get(system + "|" + code));
    }
}
