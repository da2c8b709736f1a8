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

    /**
     * On the first day of the quarter, so that who has a birthday in it is in one band; {@link Cell#UNKNOWN} for whoever is not
     * born in it or before, or not known to be.
     */
    String of(Person person, Quarters quarter) {
        if (person.birthDate().isEmpty() || person.birthDate().get().isAfter(quarter.lastDay())) {
            return Cell.UNKNOWN;
        }
        LocalDate born = person.birthDate().get();
        LocalDate first = quarter.firstDay();
        long years = born.isAfter(first) ? 0 : ChronoUnit.YEARS.between(born, first);
        return bands.stream()
                .filter(band -> band.from() <= years)
                .findFirst()
                .map(Band::code)
                .orElse(Cell.UNKNOWN);
    }
}
