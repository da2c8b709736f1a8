package org.painbridge.server.dispensing.disclosure;

import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.server.fhirserver.AcceptLanguage;

/** In what language the summary of a package is. */
enum SummaryLanguage {
    EN("en"),
    FR("fr");

    private final String code;

    SummaryLanguage(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    String of(BilingualText text) {
        return this == FR ? text.fr() : text.en();
    }

    static Optional<SummaryLanguage> of(String code) {
        return Stream.of(values()).filter(each -> each.code.equals(code)).findFirst();
    }

    /** @param header {@code Accept-Language}: the first of its languages, by preference, that there is; English where there is none */
    static SummaryLanguage accepted(@Nullable String header) {
        return AcceptLanguage.of(header).stream()
                .flatMap(language -> of(language.replaceFirst("-.*", "")).stream())
                .findFirst()
                .orElse(EN);
    }
}
