package org.painbridge.imaging;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/**
 * What a text has to say, where no code says it. All in small letters without accents; parts of words will do, but a
 * space at an end stands for the edge of a word: "irm" is in "confirmed", " irm " is not.
 *
 * @param any one of which is there; without any no text will do
 * @param with one of which is there too, when there are any
 * @param except none of which is there
 */
public record Wording(List<String> any, List<String> with, List<String> except) {
    public static final Wording NONE = new Wording(List.of(), List.of(), List.of());

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public Wording {
        any = List.copyOf(any);
        with = List.copyOf(with);
        except = List.copyOf(except);
    }

    public boolean fits(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String words = " " + GAPS.matcher(plain).replaceAll(" ").strip() + " ";
        Predicate<String> said = part -> (isWhole(part) ? words : plain).contains(part);
        return any.stream().anyMatch(said)
                && (with.isEmpty() || with.stream().anyMatch(said))
                && except.stream().noneMatch(said);
    }

    private static boolean isWhole(String part) {
        return part.startsWith(" ") || part.endsWith(" ");
    }
}
