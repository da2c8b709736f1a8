package org.painbridge.dispensing.trends;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.apache.commons.csv.CSVRecord;

/** Ages in whole years, in bands; {@code age-bands.csv}. */
public final class AgeBands {
    private record Band(String code, int from) {}

    private final List<Band> bands;

    private AgeBands(List<Band> bands) {
        this.bands = bands;
    }

    public static AgeBands fromClassPath() {
        return new AgeBands(CsvRows.of("age-bands.csv").stream()
                .map(AgeBands::band)
                .sorted((one, other) -> Integer.compare(other.from(), one.from()))
                .toList());
    }

    private static Band band(CSVRecord row) {
        return new Band(row.get("code"), Integer.parseInt(row.get("from")));
    }

    /** On that day; {@link Cell#UNKNOWN} for whoever is not born by then, or not known to be. */
    String of(Person person, LocalDate day) {
        if (person.birthDate().isEmpty() || person.birthDate().get().isAfter(day)) {
            return Cell.UNKNOWN;
        }
        long years = ChronoUnit.YEARS.between(person.birthDate().get(), day);
        return bands.stream()
                .filter(band -> band.from() <= years)
                .findFirst()
                .map(Band::code)
                .orElse(Cell.UNKNOWN);
    }
}
