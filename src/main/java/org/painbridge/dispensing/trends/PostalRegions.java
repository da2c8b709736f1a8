package org.painbridge.dispensing.trends;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Where somebody lives, by the beginning of the postal code; the longest beginning that is in the table decides. */
public final class PostalRegions {
    private static final int LONGEST = 6;

    private final Map<String, String> regions;

    /** @param regions codes of regions by beginnings of postal codes, in capitals and without blanks */
    public PostalRegions(Map<String, String> regions) {
        regions.forEach((beginning, region) -> {
            boolean fits = beginning.matches("[A-Z0-9]{1," + LONGEST + "}") && region.matches("[A-Za-z0-9.-]{1,40}");
            if (!fits) {
                throw new IllegalArgumentException("Not a beginning of a postal code and a region: " + beginning);
            }
        });
        this.regions = Map.copyOf(regions);
    }

    /** The letters by which postal codes of Ontario begin; {@code postal-regions.csv}. */
    public static PostalRegions fromClassPath() {
        Map<String, String> regions = new TreeMap<>();
        CsvRows.of("postal-regions.csv").forEach(row -> regions.put(row.get("beginning"), row.get("region")));
        return new PostalRegions(regions);
    }

    /** {@link Cell#UNKNOWN} where there is no postal code, or one that the table does not place. */
    public String of(Optional<String> postalCode) {
        String code = postalCode.orElse("").replaceAll("[^A-Za-z0-9]", "").toUpperCase(Locale.ROOT);
        for (int length = Math.min(LONGEST, code.length()); length > 0; length--) {
            String region = regions.get(code.substring(0, length));
            if (region != null) {
                return region;
            }
        }
        return Cell.UNKNOWN;
    }
}
