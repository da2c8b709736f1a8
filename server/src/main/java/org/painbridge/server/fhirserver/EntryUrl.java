package org.painbridge.server.fhirserver;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where an entry of a bundle leads, relative to the base.
 *
 * @param type empty for the whole server; {@link CompartmentProvider#ALL} for all types of a compartment
 * @param history whether it ends in {@code _history}, or in a version of it
 * @param version that is named; null for none
 * @param query what stands behind {@code ?}; null where nothing does
 * @param compartment {@code Patient/1} of a search within it; null for none
 */
record EntryUrl(
        String type,
        @Nullable String id,
        boolean history,
        @Nullable String version,
        @Nullable String query,
        @Nullable String compartment) {
    private static final String ID = "([A-Za-z0-9\\-.]{1,64})";
    private static final Pattern PLACE = Pattern.compile("([A-Za-z]+)(?:/" + ID + ")?");
    private static final Pattern PAST =
            Pattern.compile("(?:([A-Za-z]+)/(?:" + ID + "/)?)?_history(?:(?<=/_history)/" + ID + ")?");

    /** Of a write: {@code Type}, {@code Type/id} or {@code Type?criteria}. */
    static Optional<EntryUrl> ofWrite(String url) {
        return place(path(url), query(url), null);
    }

    /** Of a GET: whatever is read, searched for or looked up in the past. */
    static Optional<EntryUrl> ofRead(String url) {
        String path = path(url);
        String query = query(url);
        if (path.isEmpty()) {
            return query == null ? Optional.empty() : Optional.of(new EntryUrl("", null, false, null, query, null));
        }
        Matcher past = PAST.matcher(path);
        if (past.matches()) {
            boolean versionOfNothing = past.group(3) != null && past.group(2) == null;
            String type = past.group(1) == null ? "" : past.group(1);
            return versionOfNothing
                    ? Optional.empty()
                    : Optional.of(new EntryUrl(type, past.group(2), true, past.group(3), query, null));
        }
        Optional<String> whole = CompartmentPath.whole(path);
        if (whole.isPresent()) {
            return Optional.of(new EntryUrl(CompartmentProvider.ALL, null, false, null, query, whole.get()));
        }
        String owner = CompartmentPath.of(path).map(CompartmentPath::owner).orElse(null);
        return place(CompartmentPath.withoutOwner(path), query, owner);
    }

    private static Optional<EntryUrl> place(String path, @Nullable String query, @Nullable String owner) {
        Matcher place = PLACE.matcher(path);
        return place.matches()
                ? Optional.of(new EntryUrl(place.group(1), place.group(2), false, null, query, owner))
                : Optional.empty();
    }

    /** Without the slash that may stand before the question mark. */
    private static String path(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? url : url.substring(0, url.charAt(Math.max(mark - 1, 0)) == '/' ? mark - 1 : mark);
    }

    private static @Nullable String query(String url) {
        int mark = url.indexOf('?');
        return mark < 0 ? null : url.substring(mark + 1);
    }
}
