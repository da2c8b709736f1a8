package org.painbridge.server.fhirserver;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.IdType;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;

/** Version numbers as clients write them. */
public final class Versions {
    private static final Pattern IF_MATCH = Pattern.compile("(?:W/)?\"?([0-9]{1,9})\"?");

    private Versions() {}

    /** The version of an {@code If-Match}; null where none was sent. */
    public static @Nullable Integer expected(@Nullable String ifMatch, String where) {
        if (ifMatch == null) {
            return null;
        }
        Matcher version = IF_MATCH.matcher(ifMatch);
        if (!version.matches()) {
            throw new RequestProblem(
                    ErrorCode.INVALID_VERSION, where, "If-Match is W/\"<version number>\", not " + ifMatch);
        }
        return Integer.valueOf(version.group(1));
    }

    /**
     * What an update finds: the version of its {@code If-Match}, {@link StoreTransaction#NOTHING} by {@code If-None-Match: *}, or
     * null for whatever is there.
     *
     * @param where of the latter
     */
    static @Nullable Integer ofUpdate(@Nullable Integer version, @Nullable String ifNoneMatch, String where) {
        if (ifNoneMatch == null) {
            return version;
        }
        if (version != null || !ifNoneMatch.strip().equals("*")) {
            throw new RequestProblem(
                    ErrorCode.INVALID_VERSION,
                    where,
                    "If-None-Match of an update is *, where nothing may be there yet, and stands alone; a version that you have"
                            + " seen goes into If-Match");
        }
        return StoreTransaction.NOTHING;
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
