package org.painbridge.imaging;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text has to say, where no code says it. All in small letters without accents; parts of words will do.
 *
 * @param any one of which is there; without any no text will do
 * @param with one of which is there too, when there are any
 * @param except none of which is there
 */
public record Wording(List<String> any, List<String> with, List<String> except) {
    public static final Wording NONE = new Wording(List.of(), List.of(), List.of());

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    public Wording {
        any = List.copyOf(any);
        with = List.copyOf(with);
        except = List.copyOf(except);
    }

    public boolean fits(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        return any.stream().anyMatch(plain::contains)
                && (with.isEmpty() || with.stream().anyMatch(plain::contains))
                && except.stream().noneMatch(plain::contains);
    }
}
