package org.painbridge.dispensing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.clinical.Terminology;

/**
 * The identifier systems and their spellings. Senders mix http and https and old addresses for one system, so systems
 * are compared by their last part. Source: terminology/tables/identifier-systems.csv.
 */
public final class IdentifierSystems {
    private static final Pattern NUMBER = Pattern.compile("[0-9]+");

    private final Map<String, Entry> byLastPart;

    private IdentifierSystems(Map<String, Entry> byLastPart) {
        this.byLastPart = byLastPart;
    }

    public static IdentifierSystems from(Terminology terminology) {
        List<Map<String, String>> rows = terminology.table("identifier-systems");
        return new IdentifierSystems(rows.stream()
                .filter(row -> !row.getOrDefault("system", "").isEmpty())
                .collect(toUnmodifiableMap(
                        row -> lastPart(row.getOrDefault("system", "")),
                        row -> new Entry(
                                row.getOrDefault("id", ""),
                                row.getOrDefault("system", ""),
                                Set.of(row.getOrDefault("spelling", "").split(" "))),
                        // Of several spellings the table names the one to emit first.
                        (first, second) -> first)));
    }

    /** The system as we write it; the text itself if the table lacks it. */
    public String canonical(String system) {
        Entry known = byLastPart.get(lastPart(system));
        return known == null ? system : known.system();
    }

    /** By what somebody is told apart, however system and value are written: {@code 0900001} is {@code 900001}. */
    public ProviderKey key(String system, String value) {
        Entry known = byLastPart.get(lastPart(system));
        String written = value.strip();
        return ProviderKey.ofIdentifier(canonical(system), known == null ? written : known.value(written));
    }

    /** Whether the table has the system, in whatever spelling. */
    public boolean knows(String system) {
        return byLastPart.containsKey(lastPart(system));
    }

    /** @param id of the table, such as {@code din} */
    public boolean is(String id, String system) {
        Entry known = byLastPart.get(lastPart(system));
        return known != null && known.id().equals(id);
    }

    /** Some write a stray blank before a dash, as their source does. */
    private static String lastPart(String system) {
        String path = system.endsWith("/") ? system.substring(0, system.length() - 1) : system;
        return path.substring(path.lastIndexOf('/') + 1).replace("%20", "").replace(" ", "");
    }

    /** @param spelling what does not tell two values apart: {@code no-case}, {@code no-zeros} in front of a number */
    private record Entry(String id, String system, Set<String> spelling) {
        String value(String written) {
            String value = spelling.contains("no-case") ? written.toUpperCase(Locale.ROOT) : written;
            return spelling.contains("no-zeros") && NUMBER.matcher(value).matches()
                    ? value.replaceFirst("^0+(?=.)", "")
                    : value;
        }
    }
}
