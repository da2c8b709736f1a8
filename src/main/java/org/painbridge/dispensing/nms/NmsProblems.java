package org.painbridge.dispensing.nms;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVRecord;
import org.painbridge.dispensing.BilingualText;

/** The texts and foreign codes of each {@link NmsReason}, from {@code problems.csv}. */
public final class NmsProblems {
    private static final String FILE = "problems.csv";

    private record Line(boolean refuses, String en, String fr, Optional<String> nms, Optional<String> dhdr) {}

    private final Map<NmsReason, Line> lines;

    private NmsProblems(Map<NmsReason, Line> lines) {
        this.lines = lines;
    }

    /** @throws IllegalArgumentException if the file lacks a reason, or has one that is none */
    public static NmsProblems fromClassPath() {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        Map<NmsReason, Line> lines = new EnumMap<>(NmsReason.class);
        try (InputStream bytes = NmsProblems.class.getResourceAsStream(FILE)) {
            if (bytes == null) {
                throw new IllegalArgumentException("No file " + FILE);
            }
            format.parse(new InputStreamReader(bytes, StandardCharsets.UTF_8))
                    .forEach(row -> lines.put(NmsReason.valueOf(row.get("reason")), line(row)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (NmsReason reason : NmsReason.values()) {
            if (!lines.containsKey(reason)) {
                throw new IllegalArgumentException(FILE + " has no line " + reason);
            }
        }
        return new NmsProblems(lines);
    }

    public NmsProblem of(NmsReason reason, String expression) {
        return of(reason, expression, Map.of());
    }

    /** @param values for the words in braces of the text */
    public NmsProblem of(NmsReason reason, String expression, Map<String, ?> values) {
        Line line = lines.get(reason);
        if (line == null) {
            throw new IllegalStateException("Checked when it was read: " + reason);
        }
        return new NmsProblem(
                reason,
                line.refuses(),
                expression,
                new BilingualText(filled(line.en(), values), filled(line.fr(), values)),
                line.nms(),
                line.dhdr());
    }

    private static String filled(String text, Map<String, ?> values) {
        String filled = text;
        for (Map.Entry<String, ?> value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", String.valueOf(value.getValue()));
        }
        return filled;
    }

    private static Line line(CSVRecord row) {
        String kind = row.get("kind");
        if (!kind.equals("refused") && !kind.equals("warning")) {
            throw new IllegalArgumentException(FILE + ": neither refused nor warning: " + kind);
        }
        return new Line(
                kind.equals("refused"), row.get("en"), row.get("fr"), filledCell(row, "nms"), filledCell(row, "dhdr"));
    }

    private static Optional<String> filledCell(CSVRecord row, String column) {
        return Optional.of(row.get(column)).filter(text -> !text.isEmpty());
    }
}
