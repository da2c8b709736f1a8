package org.painbridge.terminology;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;

/** A CSV file: RFC 4180, UTF-8, first line the column names. */
record Table(String file, List<String> columns, List<Row> rows) {
    private static final CSVFormat FORMAT =
            CSVFormat.RFC4180.builder().setHeader().setSkipHeaderRecord(true).get();

    /** A line by column name; {@code complete} is false if it has more or fewer values than the header. */
    record Row(String file, long line, boolean complete, Map<String, String> values) {
        String get(String column) {
            String value = values.get(column);
            if (value == null) {
                throw new IllegalArgumentException(file + " has no column " + column);
            }
            return value;
        }

        boolean has(String column) {
            return !get(column).isBlank();
        }

        String where() {
            return file + " line " + line;
        }
    }

    static Table read(String file, Path path) {
        try (CSVParser parser = CSVParser.parse(path, StandardCharsets.UTF_8, FORMAT)) {
            List<String> columns = parser.getHeaderNames();
            return new Table(
                    file, columns, parser.stream().map(line -> row(file, line)).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Set<String> values(String column) {
        return rows.stream()
                .map(row -> row.get(column))
                .filter(value -> !value.isEmpty())
                .collect(Collectors.toSet());
    }

    private static Row row(String file, CSVRecord line) {
        return new Row(file, line.getRecordNumber() + 1, line.isConsistent(), line.toMap());
    }
}
