package org.painbridge.server.terminology;

import org.jspecify.annotations.Nullable;

/** A canonical URL as references write it: {@code url|version}, or without the version for any. */
record Canonical(String url, @Nullable String version) {

    static Canonical of(String text) {
        int bar = text.indexOf('|');
        return bar < 0 ? new Canonical(text, null) : new Canonical(text.substring(0, bar), text.substring(bar + 1));
    }

    /** @param version empty or null where no version is asked for */
    static Canonical of(String text, @Nullable String version) {
        Canonical canonical = of(text);
        boolean more = version != null && !version.isEmpty() && canonical.version() == null;
        return more ? new Canonical(canonical.url(), version) : canonical;
    }

    boolean isVersion(@Nullable String of) {
        return version == null || version.equals(of);
    }

    @Override
    public String toString() {
        return version == null ? url : url + "|" + version;
    }
}
