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
 * @param cut phrases of one clause that are taken out of the text before anything is looked for; the text is then read
 *     as words, where " ; " ends a clause and brackets stand alone
 */
public record Wording(List<String> any, List<String> with, List<String> except, List<String> cut) {
    public static final Wording NONE = new Wording(List.of(), List.of(), List.of(), List.of());

    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern CLAUSE_ENDS = Pattern.compile("[,;.:!?\\r\\n]+|\\s[-–]\\s");
    private static final Pattern BRACKETS = Pattern.compile("[()]");
    private static final Pattern GAPS_OF_CLAUSES = Pattern.compile("[^\\p{L}\\p{N};()]+");

    public Wording {
        any = List.copyOf(any);
        with = List.copyOf(with);
        except = List.copyOf(except);
        cut = List.copyOf(cut);
    }

    public boolean fits(String text) {
        String plain = ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT);
        String words = cut.isEmpty() ? spaced(GAPS, plain) : rest(plain);
        Predicate<String> said = part -> (isWhole(part) || !cut.isEmpty() ? words : plain).contains(part);
        return any.stream().anyMatch(said)
                && (with.isEmpty() || with.stream().anyMatch(said))
                && except.stream().noneMatch(said);
    }

    private String rest(String plain) {
        String clauses = CLAUSE_ENDS.matcher(plain).replaceAll(" ; ");
        String rest = spaced(GAPS_OF_CLAUSES, BRACKETS.matcher(clauses).replaceAll(" $0 "));
        for (String phrase : cut) {
            rest = rest.replace(phrase, " ");
        }
        return rest;
    }

    private static String spaced(Pattern gaps, String text) {
        return " " + gaps.matcher(text).replaceAll(" ").strip() + " ";
    }

    private static boolean isWhole(String part) {
        return part.startsWith(" ") || part.endsWith(" ");
    }
}
