package org.painbridge.server.imaging.cdshooks;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.Language;
import org.painbridge.server.fhirserver.AcceptLanguage;

/** The language that a user reads. */
final class UserLanguage {
    private UserLanguage() {}

    /** @param header {@code Accept-Language}: the first of its languages, by preference, that there is */
    static Optional<Language> of(@Nullable String header) {
        return AcceptLanguage.of(header).stream()
                .filter(language -> language.matches("(en|fr)(-.*)?"))
                .map(Language::of)
                .findFirst();
    }
}
