package org.painbridge.server.logs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Fails if what all tests of this module logged tells of a patient of the samples. The build runs it behind the tests. */
public final class LogCheck {
    private LogCheck() {}

    /** Arguments: the log, the samples' {@code 02-patients.json}. */
    public static void main(String[] arguments) throws IOException {
        PatientData patients = PatientData.of(Path.of(arguments[1]));
        List<Integer> lines = telling(Path.of(arguments[0]), patients);
        if (!lines.isEmpty()) {
            throw new IllegalStateException(arguments[0] + " tells of patients in " + lines.size()
                    + " lines, the first: " + lines.subList(0, Math.min(10, lines.size())));
        }
    }

    /** The numbers of the lines, from 1. */
    static List<Integer> telling(Path log, PatientData patients) throws IOException {
        int[] number = {0};
        try (Stream<String> lines = Files.lines(log)) {
            return lines.map(line -> {
                        number[0]++;
                        return patients.isIn(line) ? number[0] : 0;
                    })
                    .filter(line -> line > 0)
                    .toList();
        }
    }
}
