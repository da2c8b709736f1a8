package org.painbridge.careplan.fhir;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Annotation;

/** What notes say, by whole words: a household holds no dose, and what is not to be held is not held. */
final class Said {
    private static final Set<String> HOLD = Set.of("hold", "holds", "held", "holding");
    private static final Set<String> NOT = Set.of("not", "no", "never", "without", "cannot", "dont", "nor");
    /** Words between the denial and what it denies, at most: "not to be on hold". */
    private static final int REACH = 4;

    private Said() {}

    /** Whether a note says that the dose stays as it is; in doubt it does not. */
    static boolean hold(List<Annotation> notes) {
        return sentences(notes)
                .anyMatch(words -> IntStream.range(0, words.size())
                        .anyMatch(at -> HOLD.contains(words.get(at)) && !isDenied(words, at)));
    }

    static boolean names(List<Annotation> notes, String word) {
        return sentences(notes).anyMatch(words -> words.contains(word));
    }

    private static boolean isDenied(List<String> words, int at) {
        return words.subList(Math.max(0, at - REACH), at).stream()
                .anyMatch(word -> NOT.contains(word) || word.endsWith("n't"));
    }

    private static Stream<List<String>> sentences(List<Annotation> notes) {
        return notes.stream()
                .map(note ->
                        String.valueOf(note.getText()).toLowerCase(Locale.ROOT).replace('\u2019', '\''))
                .flatMap(text -> Arrays.stream(text.split("[.,;:!?()\\n]+")))
                .map(sentence -> List.of(sentence.strip().split("[^\\p{L}\\p{N}']+")));
    }
}
