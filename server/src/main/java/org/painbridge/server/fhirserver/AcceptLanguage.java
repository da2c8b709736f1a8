package org.painbridge.server.fhirserver;

import java.util.List;
import java.util.Locale.LanguageRange;
import org.jspecify.annotations.Nullable;

/** The header {@code Accept-Language} (RFC 9110, section 12.5.4). */
public final class AcceptLanguage {
    private AcceptLanguage() {}

    /** Languages in small letters, such as {@code fr-ca}, by preference; none where the header has another form. */
    public static List<String> of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return List.of();
        }
        try {
            return LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(LanguageRange::getRange)
                    .toList();
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) { // The latter of a lone hyphen.
            return List.of(); // No reason to refuse.
        }
    }
}
