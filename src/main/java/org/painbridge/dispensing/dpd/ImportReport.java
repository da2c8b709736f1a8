package org.painbridge.dispensing.dpd;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What an import found, and how its tables differ from those that they were compared with.
 *
 * @param comparedWith source of the tables in use
 * @param notUnderstood products of which something stays unknown; they are in the tables
 */
public record ImportReport(
        ExtractSource source, String comparedWith, Counts counts, Changes changes, List<Open> notUnderstood) {
    public ImportReport {
        notUnderstood = List.copyOf(notUnderstood);
    }

    /**
     * @param drugs in the extract
     * @param human those for people
     * @param monitored those of these with a CDSA schedule
     * @param withoutSchedule those for people that schedule.txt has nothing on
     * @param byClass lines of the table of products
     */
    public record Counts(long drugs, long human, long monitored, long withoutSchedule, Map<String, Long> byClass) {
        public Counts {
            byClass = new TreeMap<>(byClass);
        }
    }

    public record Changes(List<Product> added, List<Change> changed, List<Product> gone) {
        public Changes {
            added = List.copyOf(added);
            changed = List.copyOf(changed);
            gone = List.copyOf(gone);
        }
    }

    public record Product(String din, String name, String ingredients, String drugClass) {}

    public record Change(String din, String name, List<Cell> cells) {
        public Change {
            cells = List.copyOf(cells);
        }

        public record Cell(String column, String before, String after) {}
    }

    /** @param unknown what could not be found out, in words */
    public record Open(String din, String name, List<String> unknown) {
        public Open {
            unknown = List.copyOf(unknown);
        }
    }

    /** In one line. */
    public String summary() {
        return products() + " products, "
                + counts.monitored() + " of them monitored: "
                + changes.added().size() + " added, " + changes.changed().size() + " changed, "
                + changes.gone().size() + " gone, " + notUnderstood.size() + " not wholly understood";
    }

    /** For people to read before the tables are used. */
    public String markdown() {
        Markdown text = new Markdown();
        text.line("# Products from the Drug Product Database");
        text.line(summary() + ".");
        text.line("Extract: " + source.name() + " of " + source.date() + ", SHA-256 `" + source.sha256()
                + "`. Compared with: " + comparedWith + ".");
        text.line(counts.drugs() + " drugs in the extract, " + counts.human() + " for people, "
                + counts.monitored() + " with a CDSA schedule; schedule.txt has nothing on "
                + counts.withoutSchedule() + " of those for people.");
        text.table(
                "Products by class",
                (int) products(),
                List.of("class", "products"),
                counts.byClass().entrySet().stream()
                        .map(each -> List.of(each.getKey(), String.valueOf(each.getValue())))
                        .toList());
        products(text, "Added", changes.added());
        text.table(
                "Changed",
                changes.changed().size(),
                List.of("DIN", "name", "column", "before", "after"),
                changes.changed().stream()
                        .flatMap(each -> each.cells().stream()
                                .map(cell ->
                                        List.of(each.din(), each.name(), cell.column(), cell.before(), cell.after())))
                        .toList());
        products(text, "Gone", changes.gone());
        text.table(
                "Not understood",
                notUnderstood.size(),
                List.of("DIN", "name", "unknown"),
                notUnderstood.stream()
                        .map(each -> List.of(each.din(), each.name(), String.join("; ", each.unknown())))
                        .toList());
        return text.toString();
    }

    private long products() {
        return counts.byClass().values().stream().mapToLong(Long::longValue).sum();
    }

    private static void products(Markdown text, String title, List<Product> products) {
        text.table(
                title,
                products.size(),
                List.of("DIN", "name", "ingredients", "class"),
                products.stream()
                        .map(each -> List.of(each.din(), each.name(), each.ingredients(), each.drugClass()))
                        .toList());
    }
}
