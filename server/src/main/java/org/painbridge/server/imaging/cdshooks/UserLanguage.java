package org.painbridge.server.imaging.cdshooks;

import java.util.Locale.LanguageRange;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Language;

/** The language that a user reads. */
final class UserLanguage {
    private UserLanguage() {}

    /** @param header {@code Accept-Language}: the first of its languages, by preference, that there is */
    static Optional<Language> of(@Nullable String header) {
        if (header == null || header.isBlank()) {
            return Optional.empty();
        }
        try {
            return LanguageRange.parse(header).stream()
                    .filter(range -> range.getWeight() > 0)
                    .map(LanguageRange::getRange)
                    .filter(range -> range.matches("(en|fr)(-.*)?"))
                    .map(Language::of)
                    .findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // A header of another form is no reason to refuse.
        }
    }
}
