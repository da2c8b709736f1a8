package org.painbridge.server.careplan.pdf;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.PlanSheet.Fact;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetMarkup;

/** A sheet as one XHTML page, by the names that {@code plan-sheet.css} knows. */
record SheetHtml(PlanSheet sheet, String style) {
    private static final int COLUMNS = 4;
    /** Dates and telephone numbers, which a line would break at their hyphens. */
    private static final Pattern WHOLE = Pattern.compile("(?:–\u00a0)?\\d+(?:-\\d+)+");

    String page() {
        String language = sheet.words().language();
        String kind = text("document");
        return "<html xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + language + "\"><head><title>" + kind
                + "</title><meta name=\"subject\" content=\"" + kind + "\"/><style>" + style + "</style></head><body>"
                + "<div id=\"foot\">" + SheetMarkup.text(sheet.footer()) + "</div>"
                + "<div id=\"pages\"><span class=\"number\" data-page=\"" + text("page") + "\" data-of=\"" + text("of")
                + "\"></span></div>"
                + "<p class=\"kind\">" + kind + "</p><h1>" + SheetMarkup.text(sheet.title()) + "</h1>"
                + facts()
                + sheet.sections().stream().map(this::section).collect(Collectors.joining())
                + "</body></html>";
    }

    private String text(String key) {
        return SheetMarkup.text(sheet.words().say(key));
    }

    private String facts() {
        StringBuilder html = new StringBuilder("<table class=\"facts\"><tbody>");
        List<Fact> facts = sheet.facts();
        for (int from = 0; from < facts.size(); from += COLUMNS) {
            html.append("<tr>");
            for (int i = from; i < from + COLUMNS; i++) {
                html.append("<td>")
                        .append(i < facts.size() ? fact(facts.get(i)) : "")
                        .append("</td>");
            }
            html.append("</tr>");
        }
        return html.append("</tbody></table>").toString();
    }

    private static String fact(Fact fact) {
        String rest = fact.value().stream()
                .skip(1)
                .map(line -> "<div>" + SheetMarkup.lines(line) + "</div>")
                .collect(Collectors.joining());
        return "<div class=\"label\">" + SheetMarkup.text(fact.label()) + "</div><div class=\"first\">"
                + SheetMarkup.lines(fact.value().getFirst()) + "</div>" + rest;
    }

    private String section(Section section) {
        return "<div class=\"section " + section.name() + "\"><h2>" + SheetMarkup.text(section.title()) + "</h2>"
                + WHOLE.matcher(SheetMarkup.of(section, sheet.words())).replaceAll("<span class=\"whole\">$0</span>")
                + "</div>";
    }
}
