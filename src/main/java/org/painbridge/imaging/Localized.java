package org.painbridge.imaging;

import java.util.List;
import java.util.stream.Collectors;

/** A text in the languages of Ontario. */
public record Localized(String en, String fr) {
    public Localized {
        if (en.isBlank() || fr.isBlank()) {
            throw new IllegalArgumentException("A text needs English and French: " + en + " / " + fr);
        }
    }

    /** One after the other. */
    public static Localized sentences(List<Localized> texts) {
        return new Localized(
                texts.stream().map(Localized::en).collect(Collectors.joining(" ")),
                texts.stream().map(Localized::fr).collect(Collectors.joining(" ")));
    }

    /** With a value in place of a mark. */
    public Localized with(String mark, String value) {
        return new Localized(en.replace(mark, value), fr.replace(mark, value));
    }

    public String in(Language language) {
        return switch (language) {
            case EN -> en;
            case FR -> fr;
        };
    }
}
