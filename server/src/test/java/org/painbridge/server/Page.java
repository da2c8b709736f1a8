package org.painbridge.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A page of the documentation. */
public record Page(String text) {

    /** @param path from the root of the repository; tests run in the folder of their module */
    public static Page of(String path) {
        try {
            return new Page(Files.readString(Path.of("..", path)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * The rows of all tables whose first cell is code, each by that code.
     *
     * @throws IllegalStateException if two rows have the same code
     */
    public Map<String, List<String>> rows() {
        Map<String, List<String>> rows = new LinkedHashMap<>();
        text.lines().filter(line -> line.startsWith("| `")).forEach(line -> {
            List<String> cells = cells(line);
            String code = cells.getFirst().replace("`", "");
            if (rows.put(code, cells) != null) {
                throw new IllegalStateException("Two rows for " + code);
            }
        });
        return rows;
    }

    private static List<String> cells(String line) {
        String inner = line.strip();
        return Arrays.stream(inner.substring(1, inner.length() - 1).split("\\|"))
                .map(String::strip)
                .toList();
    }
}
