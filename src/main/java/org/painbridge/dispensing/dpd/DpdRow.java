package org.painbridge.dispensing.dpd;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.util.List;
import java.util.Locale;

/**
 * A line of a file of the extract.
 *
 * @param line its number, from 1
 */
record DpdRow(DpdFile file, long line, List<String> cells) {
    private static final DateTimeFormatter DATE = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .appendPattern("dd-MMM-uuuu")
            .toFormatter(Locale.ENGLISH)
            .withResolverStyle(ResolverStyle.STRICT);

    DpdRow {
        if (cells.size() != file.columns()) {
            throw new DamagedExtract(
                    file.file(), line, "there are " + cells.size() + " columns in place of " + file.columns());
        }
        cells = List.copyOf(cells);
    }

    /** @param column as the description of the format counts, from 1 */
    String get(int column) {
        return cells.get(column - 1).strip();
    }

    /** The text, which may not be missing. */
    String filled(int column, String what) {
        String text = get(column);
        if (text.isEmpty()) {
            throw damaged("there is no " + what + " in column " + column);
        }
        return text;
    }

    String drugCode() {
        String code = get(1);
        if (!code.matches("[0-9]{1,10}")) {
            throw damaged("the drug code in column 1 is a number, not \"" + code + "\"");
        }
        return code;
    }

    void requireDate(int column) {
        try {
            var unused = LocalDate.parse(get(column), DATE);
        } catch (DateTimeException e) {
            throw damaged("column " + column + " is a date such as 01-APR-2026, not \"" + get(column) + "\"");
        }
    }

    DamagedExtract damaged(String reason) {
        return new DamagedExtract(file.file(), line, reason);
    }
}
