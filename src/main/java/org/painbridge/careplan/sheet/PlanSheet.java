package org.painbridge.careplan.sheet;

import java.util.List;

/**
 * A plan as it is read: on paper, or as the narrative of a document.
 *
 * @param words of its language
 * @param title of the plan
 * @param status where it stands, in a few words
 * @param facts who, whom, and which version; two columns on paper
 * @param footer what each page says at its end
 */
public record PlanSheet(
        SheetWords words, String title, String status, List<Fact> facts, List<Section> sections, String footer) {
    public PlanSheet {
        facts = List.copyOf(facts);
        sections = List.copyOf(sections);
    }

    /** @param value its lines */
    public record Fact(String label, List<String> value) {
        public Fact {
            value = List.copyOf(value);
        }
    }

    /**
     * @param name by which words and style sheet know it
     * @param columns their headings; empty where there are no rows
     * @param rows each as long as the columns; a cell may have several lines
     * @param notes paragraphs after the table
     * @param entries {@code Type/id} of what it tells of
     */
    public record Section(
            String name,
            String title,
            List<String> columns,
            List<List<String>> rows,
            List<String> notes,
            List<String> entries) {
        public Section {
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
            notes = List.copyOf(notes);
            entries = List.copyOf(entries);
            int width = columns.size();
            if (rows.stream().anyMatch(row -> row.size() != width)) {
                throw new IllegalArgumentException("A row of section " + name + " has not " + width + " cells");
            }
        }
    }
}
