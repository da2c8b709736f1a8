package org.painbridge.server.fhirserver;

import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoreProblem;

/** Version numbers as clients write them. */
final class Versions {
    private Versions() {}

    /** The version of an {@code If-Match}, which HAPI puts into the id; null where none was sent. */
    static @Nullable Integer expected(IdType id) {
        if (!id.hasVersionIdPart()) {
            return null;
        }
        if (!id.isVersionIdPartValidLong()) {
            throw new RequestProblem(
                    400,
                    "invalid-version",
                    "http.If-Match",
                    "If-Match is W/\"<version number>\", not " + id.getVersionIdPart());
        }
        return Math.toIntExact(id.getVersionIdPartAsLong());
    }

    /** @throws StoreProblem.NotFound where this cannot be a version of ours */
    static int of(IdType id) {
        String version = id.getVersionIdPart();
        if (!version.matches("[0-9]{1,9}")) {
            throw new StoreProblem.NotFound(id.getValue());
        }
        return Integer.parseInt(version);
    }
}
