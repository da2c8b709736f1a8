package org.painbridge.server.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Arguments as {@code name=value}.
 *
 * @param jar the built server, {@code jar=}
 * @param patients with 50 dispenses each, and as many again without, {@code patients=}
 * @param warmUp of each target and kind of work, {@code warmup=} seconds
 * @param stretch of one measurement, {@code seconds=}
 * @param works names of {@link Work}, {@code works=CREATE,READ}
 * @param trail whether the bare program leaves a trail as PainBridge does, {@code trail=false} for none
 * @param readiness {@code readiness=false} leaves the start-up out
 */
record BenchOptions(
        Path jar,
        int patients,
        Duration warmUp,
        Duration stretch,
        int rounds,
        List<Work> works,
        boolean trail,
        boolean readiness) {
    private static final Set<String> NAMES =
            Set.of("jar", "patients", "warmup", "seconds", "rounds", "works", "trail", "readiness");

    static BenchOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("Not an option: " + argument + "; options are " + NAMES);
            }
            values.put(parts[0], parts[1]);
        }
        String all =
                String.join(",", Arrays.stream(Work.values()).map(Work::name).toList());
        return new BenchOptions(
                Path.of(values.getOrDefault("jar", "server/target/painbridge-server-app.jar")),
                Integer.parseInt(values.getOrDefault("patients", "2000")),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("warmup", "60"))),
                Duration.ofSeconds(Long.parseLong(values.getOrDefault("seconds", "8"))),
                Integer.parseInt(values.getOrDefault("rounds", "3")),
                Arrays.stream(values.getOrDefault("works", all).split(","))
                        .map(Work::valueOf)
                        .toList(),
                Boolean.parseBoolean(values.getOrDefault("trail", "true")),
                Boolean.parseBoolean(values.getOrDefault("readiness", "true")));
    }
}
