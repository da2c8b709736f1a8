package org.painbridge.dispensing.dpd;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** A CSV file beside this package: what words of the extract mean, each line with its source. */
record WordList(List<Line> lines) {
    WordList {
        lines = List.copyOf(lines);
    }

    /** By column. */
    record Line(Map<String, String> cells) {
        String get(String column) {
            String text = cells.get(column);
            if (text == null) {
                throw new IllegalArgumentException("No column " + column + " in a word list");
            }
            return text;
        }

        /** Whether a word fits the pattern in the column: itself, any ({@code *}), or what begins so ({@code tablet*}). */
        boolean fits(String column, String word) {
            String pattern = get(column);
            return pattern.endsWith("*")
                    ? word.startsWith(pattern.substring(0, pattern.length() - 1))
                    : word.equals(pattern);
        }
    }

    static WordList named(String file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream bytes = WordList.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalArgumentException("No file " + file + " beside org.painbridge.dispensing.dpd");
            }
            return new WordList(format.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8)).stream()
                    .map(CSVRecord::toMap)
                    .map(Line::new)
                    .toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
