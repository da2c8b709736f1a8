package org.painbridge.careplan.sheet;

import java.util.List;
import java.util.stream.Collectors;
import org.painbridge.careplan.sheet.PlanSheet.Section;

/** A section as XHTML, of the few elements that a FHIR narrative may have. */
public final class SheetMarkup {
    private static final int LOWEST_PRINTABLE = 0x20;

    private SheetMarkup() {}

    /** A table, and paragraphs after it; says so where there is nothing. */
    public static String of(Section section, SheetWords words) {
        StringBuilder html = new StringBuilder();
        if (!section.rows().isEmpty()) {
            html.append("<table><thead>").append(row("th", section.columns())).append("</thead><tbody>");
            section.rows().forEach(row -> html.append(row("td", row)));
            html.append("</tbody></table>");
        }
        section.notes().forEach(note -> html.append("<p>").append(lines(note)).append("</p>"));
        return html.isEmpty() ? "<p>" + text(words.say("none")) + "</p>" : html.toString();
    }

    private static String row(String cell, List<String> values) {
        return values.stream()
                .map(value -> "<" + cell + ">" + lines(value) + "</" + cell + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }

    /** Each line of it on its own. */
    public static String lines(String value) {
        return value.strip().lines().map(SheetMarkup::text).collect(Collectors.joining("<br/>"));
    }

    /** As text in XHTML, whatever it holds. */
    public static String text(String value) {
        StringBuilder text = new StringBuilder();
        value.codePoints().forEach(point -> {
            switch (point) {
                case '&' -> text.append("&amp;");
                case '<' -> text.append("&lt;");
                case '>' -> text.append("&gt;");
                case '"' -> text.append("&quot;");
                default -> text.appendCodePoint(isPrintable(point) ? point : ' ');
            }
        });
        return text.toString();
    }

    private static boolean isPrintable(int point) {
        boolean surrogate = point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE;
        return point >= LOWEST_PRINTABLE && !surrogate && point != 0xFFFE && point != 0xFFFF;
    }
}
