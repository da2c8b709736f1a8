package org.painbridge.careplan.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;

/** What notes say, by whole words: a household holds no dose, and what is not to be held is not held. */
final class Said {
    private static final Set<String> HOLD = Set.of("hold", "holds", "held", "holding");
    private static final Set<String> NOT = Set.of("not", "no", "never", "without", "cannot", "dont", "nor");
    /** Words between "hold" and what it is bound to: "hold the dose if sedated". */
    private static final Set<String> WHAT = Set.of("the", "this", "it", "dose", "doses");
    /** Before these "hold" says under what condition a dose is left out, which is no pause of the taper. */
    private static final Set<String> CONDITION = Set.of("if", "for", "when", "unless");

    /** Words of "for the next two to three weeks". */
    private static final int REACH = 7;

    private static final Set<String> SPANS = Set.of("day", "days", "week", "weeks", "month", "months");
    private static final Pattern CUT =
            Pattern.compile("[.,;:!?()\\n\\u2013\\u2014]+|\\s-+\\s|\\b(?:so|but|therefore)\\b");

    private Said() {}

    /** Whether a note says that the dose stays as it is; in doubt it does not. */
    static boolean hold(List<Annotation> notes) {
        return sentences(notes)
                .anyMatch(words -> IntStream.range(0, words.size())
                        .anyMatch(
                                at -> HOLD.contains(words.get(at)) && !isDenied(words, at) && !isCondition(words, at)));
    }

    static boolean names(List<Annotation> notes, String word) {
        return sentences(notes).anyMatch(words -> words.contains(word));
    }

    /** By whatever is denied before it in the sentence: "there is no need to hold". */
    private static boolean isDenied(List<String> words, int at) {
        return words.subList(0, at).stream().anyMatch(word -> NOT.contains(word) || word.endsWith("n't"));
    }

    private static boolean isCondition(List<String> words, int at) {
        List<String> after = words.subList(at + 1, words.size()).stream()
                .dropWhile(WHAT::contains)
                .toList();
        return !after.isEmpty() && CONDITION.contains(after.getFirst()) && !isSpan(after);
    }

    /** "for 2 weeks" says how long the dose stays. */
    private static boolean isSpan(List<String> words) {
        return words.getFirst().equals("for") && words.stream().limit(REACH).anyMatch(SPANS::contains);
    }

    private static Stream<List<String>> sentences(List<Annotation> notes) {
        return notes.stream()
                .map(note ->
                        String.valueOf(note.getText()).toLowerCase(Locale.ROOT).replace('\u2019', '\''))
                .flatMap(text -> Arrays.stream(CUT.split(text)))
                .map(sentence -> List.of(sentence.strip().split("[^\\p{L}\\p{N}']+")));
    }
}
