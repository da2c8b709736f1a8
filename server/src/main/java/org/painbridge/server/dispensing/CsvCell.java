package org.painbridge.server.dispensing;

/** A cell of a CSV file that people open in a spreadsheet, which must not compute what it says. */
public final class CsvCell {
    private CsvCell() {}

    /** What would be taken for a formula, as text; not quoted yet. */
    public static String inert(String value) {
        return value.matches("(?s)[=+\\-@\\t\\r].*") ? "'" + value : value;
    }
}
