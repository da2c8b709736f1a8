package org.painbridge.server.imaging.cdshooks;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The client's FHIR server of one call, with the token for it, which no log ever sees. Not a record: that would print it. */
final class ClientServer {
    private final URI base;
    private final @Nullable String token;

    ClientServer(URI base, @Nullable String token) {
        this.base = base;
        this.token = token;
    }

    URI base() {
        return base;
    }

    boolean isOf(String url) {
        return withSlash(base.toString()).equals(withSlash(url));
    }

    private static String withSlash(String url) {
        return url.endsWith("/") ? url : url + "/";
    }

    @Nullable
    String token() {
        return token;
    }

    /** The URL of a request of its API; of another server, or outside its base, none. */
    @Nullable
    URI url(String relativeOrAbsolute) {
        String root = withSlash(base.toString());
        try {
            URI url = URI.create(root).resolve(relativeOrAbsolute).normalize();
            return url.toString().startsWith(root) ? url : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** For the circuit breaker: scheme, host and port. */
    String origin() {
        return base.getScheme() + "://" + base.getAuthority();
    }

    @Override
    public String toString() {
        return "ClientServer[" + origin() + "]";
    }
}
