package org.painbridge.dispensing;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.List;
import java.util.Map;
import org.painbridge.clinical.Terminology;

/**
 * The identifier systems and their spellings. Senders mix http and https and old addresses for one system, so systems
 * are compared by their last part. Source: terminology/tables/identifier-systems.csv.
 */
public final class IdentifierSystems {
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
                        row -> new Entry(row.getOrDefault("id", ""), row.getOrDefault("system", "")),
                        // Of several spellings the table names the one to emit first.
                        (first, second) -> first)));
    }

    /** The system as we write it; the text itself if the table lacks it. */
    public String canonical(String system) {
        Entry known = byLastPart.get(lastPart(system));
        return known == null ? system : known.system();
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

    /** Without the blanks that some have in it: a source spells {@code ca-out-of-province -prescriber}. */
    private static String lastPart(String system) {
        boolean hasBlanks = system.indexOf(' ') >= 0 || system.indexOf('%') >= 0;
        String text = hasBlanks ? system.replace("%20", "").replace(" ", "") : system;
        String path = text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private record Entry(String id, String system) {}
}
