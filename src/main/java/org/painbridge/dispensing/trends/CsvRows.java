package org.painbridge.dispensing.trends;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;

/** The lines of a table beside these classes. */
final class CsvRows {
    private CsvRows() {}

    static List<CSVRecord> of(String file) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream bytes = CsvRows.class.getResourceAsStream(file)) {
            if (bytes == null) {
                throw new IllegalArgumentException("No file " + file);
            }
            return format.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .getRecords();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
