package org.painbridge.dispensing.dpd;

import java.util.List;
import java.util.stream.Collectors;

/** Headings and tables as text. */
final class Markdown {
    private final StringBuilder text = new StringBuilder();

    void line(String line) {
        text.append(line).append("\n\n");
    }

    /** @param count of the things that the lines are about */
    void table(String title, int count, List<String> columns, List<List<String>> lines) {
        line("## " + title + " (" + count + ")");
        if (lines.isEmpty()) {
            return;
        }
        row(columns);
        row(columns.stream().map(column -> "---").toList());
        lines.forEach(this::row);
        text.append('\n');
    }

    @Override
    public String toString() {
        return text.toString().stripTrailing() + "\n";
    }

    private void row(List<String> cells) {
        text.append(cells.stream().map(Markdown::cell).collect(Collectors.joining(" | ", "| ", " |\n")));
    }

    private static String cell(String text) {
        return text.replace("\\", "\\\\").replace("|", "\\|").replace('\n', ' ').replace('\r', ' ');
    }
}
