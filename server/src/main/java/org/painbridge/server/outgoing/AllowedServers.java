package org.painbridge.server.outgoing;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The servers that may be asked, by how their URLs begin. */
public final class AllowedServers {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final String ANY_PORT = ":*";

    private final List<Entry> entries;

    /**
     * @param setting that has the entries, for messages
     * @throws IllegalArgumentException for an entry that is not safe
     */
    public AllowedServers(String setting, List<String> entries) {
        this.entries = entries.stream().map(entry -> Entry.of(setting, entry)).toList();
    }

    private AllowedServers(Stream<Entry> entries) {
        this.entries = entries.toList();
    }

    public AllowedServers and(AllowedServers others) {
        return new AllowedServers(Stream.concat(entries.stream(), others.entries.stream()));
    }

    public boolean allows(URI server) {
        return isPlain(server) && entries.stream().anyMatch(entry -> entry.covers(server));
    }

    /** Https, or http on this machine; a host and a path, nothing else. */
    public static boolean isSafe(String url) {
        try {
            URI uri = URI.create(url);
            return isPlain(uri) && isSafe(uri);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    static boolean isLoopback(@Nullable String host) {
        return host != null && LOOPBACK.contains(host.toLowerCase(java.util.Locale.ROOT));
    }

    private static boolean isSafe(URI uri) {
        return "https".equals(uri.getScheme()) || ("http".equals(uri.getScheme()) && isLoopback(uri.getHost()));
    }

    /** No dots that lead out of the path, no user, no query. */
    private static boolean isPlain(URI uri) {
        return uri.getHost() != null
                && uri.getRawUserInfo() == null
                && uri.getRawQuery() == null
                && uri.getRawFragment() == null
                && uri.getRawPath().equals(uri.normalize().getRawPath())
                && !uri.getRawPath().contains("%");
    }

    /** @param port any where null */
    private record Entry(
            String scheme, String host, @Nullable Integer port, String path) {

        static Entry of(String setting, String text) {
            boolean anyPort = text.contains(ANY_PORT);
            String url = text.replace(ANY_PORT, "");
            URI uri = isSafe(url) ? URI.create(url) : null;
            if (uri == null || (anyPort && !isLoopback(uri.getHost()))) {
                throw new IllegalArgumentException(
                        setting + ": an allowed server is an https URL without query, or http on this"
                                + " machine (there :* is any port), not " + text);
            }
            String path = uri.getRawPath();
            return new Entry(
                    uri.getScheme(),
                    host(uri),
                    anyPort ? null : AllowedServers.port(uri),
                    path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
        }

        boolean covers(URI server) {
            return scheme.equals(server.getScheme())
                    && host.equals(host(server))
                    && (port == null || port == AllowedServers.port(server))
                    && (server.getRawPath() + "/").startsWith(path + "/");
        }

        private static String host(URI uri) {
            return String.valueOf(uri.getHost()).toLowerCase(java.util.Locale.ROOT);
        }
    }

    private static int port(URI uri) {
        if (uri.getPort() >= 0) {
            return uri.getPort();
        }
        return "https".equals(uri.getScheme()) ? 443 : 80;
    }
}
