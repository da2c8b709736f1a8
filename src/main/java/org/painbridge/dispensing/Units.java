package org.painbridge.dispensing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;

/** What pharmacies write for a unit, as one of the units that strengths are given in. Source: units.csv. */
final class Units {
    private static final String EACH = "each";
    private static final String VOLUME = "mL";
    private static final Set<String> TABLETS = Set.of("tablet", "capsule", EACH);

    private final Map<String, String> unitBySpelling;

    private Units(Map<String, String> unitBySpelling) {
        this.unitBySpelling = unitBySpelling;
    }

    static Units fromClassPath() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (CSVParser rows = CSVParser.parse(new PackagedFile("units.csv").text(), format)) {
            return new Units(
                    rows.stream().collect(toUnmodifiableMap(row -> row.get("spelling"), row -> row.get("unit"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether so many of the written unit are so many of the product's unit. Pieces count any solid form. */
    boolean same(String written, String productUnit) {
        Optional<String> unit =
                Optional.ofNullable(unitBySpelling.get(written.strip().toLowerCase(Locale.ROOT)));
        return unit.filter(known -> known.equals(productUnit) || (known.equals(EACH) && !productUnit.equals(VOLUME)))
                .isPresent();
    }

    /** Whether the written unit counts tablets or capsules, or pieces of whatever there is. Empty if it is not known. */
    Optional<Boolean> isTablets(String written) {
        return Optional.ofNullable(unitBySpelling.get(written.strip().toLowerCase(Locale.ROOT)))
                .map(TABLETS::contains);
    }
}
