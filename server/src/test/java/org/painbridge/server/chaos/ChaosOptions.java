package org.painbridge.server.chaos;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * What the run does, each as {@code name=value}.
 *
 * @param jar the server as it is packed, {@code jar=}
 * @param database {@code postgres} or {@code h2}, a file
 * @param victim what is killed: {@code server} or {@code database}, PostgreSQL only; {@code notifications}: one of two servers while
 *     it sends a message
 * @param clients that send one request after the other, each on a connection of its own
 * @param seconds of load on average, before something is killed at any time from half to one and a half of that
 * @param seed of the times at which something is killed
 */
record ChaosOptions(Path jar, String database, String victim, int rounds, int clients, int seconds, long seed) {
    private static final Set<String> NAMES =
            Set.of("jar", "database", "victim", "rounds", "clients", "seconds", "seed");

    ChaosOptions {
        if (!Set.of("postgres", "h2").contains(database)
                || !Set.of("server", "database", "notifications").contains(victim)) {
            throw new IllegalArgumentException("database=postgres|h2 victim=server|database|notifications");
        }
        if (!victim.equals("server") && !database.equals("postgres")) {
            throw new IllegalArgumentException("H2 lives and dies with the server, and serves one");
        }
    }

    static ChaosOptions parse(String... arguments) {
        Map<String, String> values = new HashMap<>();
        for (String argument : arguments) {
            String[] parts = argument.split("=", 2);
            if (parts.length != 2 || !NAMES.contains(parts[0])) {
                throw new IllegalArgumentException("Not an option: " + argument + "; options are " + NAMES);
            }
            values.put(parts[0], parts[1]);
        }
        return new ChaosOptions(
                Path.of(values.getOrDefault("jar", "server/target/painbridge-server-app.jar")),
                values.getOrDefault("database", "postgres"),
                values.getOrDefault("victim", "server"),
                Integer.parseInt(values.getOrDefault("rounds", "20")),
                Integer.parseInt(values.getOrDefault("clients", "500")),
                Integer.parseInt(values.getOrDefault("seconds", "4")),
                Long.parseLong(values.getOrDefault("seed", "1")));
    }
}
