package org.painbridge.imaging;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.clinical.Terminology;

/**
 * Reads English and French free text as words: without accents, in small letters, cut to their stem, and each with
 * whether the text denies it ("no fever", "sans fièvre"). Source of the words that deny: terminology table free-text-
 * words.
 */
final class FreeText {
    /** Nobody writes a longer reason for an order; what comes after is not read. */
    private static final int LONGEST = 2_000;

    private static final Pattern CLAUSES = Pattern.compile("[,;.!?()\\n\\r]+");
    private static final Pattern GAPS = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");

    /** What a word does to the words around it. */
    private enum Role {
        SKIP,
        DENY,
        AFFIRM,
        /** Somebody of the family: what follows is not of the patient. */
        RELATIVE,
        TURN,
        /** A turn to another thing that is told. */
        JOIN,
        /** Behind a turn it may speak of the patient again. */
        VERB,
        /** What somebody comes for: it is the patient's, whoever else is named. */
        COMPLAINT,
        /** The patient, who may stand before such a verb. */
        PERSON,
        /** Ends also what is said of a relative. */
        CONTRAST
    }

    /**
     * A word that carries meaning.
     *
     * @param written as in the text
     * @param stem what it is compared by
     * @param denied the text says that it is not so
     */
    record Word(String written, String stem, boolean denied) {
        Word heard() {
            return new Word(written, stem, false);
        }
    }

    private final Map<Role, Set<String>> roles = new EnumMap<>(Role.class);

    FreeText(Terminology terminology) {
        for (Map<String, String> row : terminology.table("free-text-words")) {
            Role role = Role.valueOf(row.getOrDefault("role", "").toUpperCase(Locale.ROOT));
            roles.computeIfAbsent(role, key -> new HashSet<>()).add(row.getOrDefault("word", ""));
        }
    }

    /** The words that carry meaning, in the order of the text. */
    List<Word> read(String text) {
        List<Word> words = new ArrayList<>();
        for (String clause : CLAUSES.split(text.substring(0, Math.min(text.length(), LONGEST)))) {
            clause(split(clause), words);
        }
        return words;
    }

    private void clause(List<String> written, List<Word> words) {
        List<String> plain = written.stream().map(FreeText::plain).toList();
        int start = words.size();
        int told = start;
        int part = start;
        boolean denied = false;
        boolean ofRelative = false;
        boolean aside = false;
        for (int i = 0; i < plain.size(); i++) {
            if (isRelative(written, plain, i)) {
                ofRelative = true;
                part = words.size();
                aside = words.size() > told || !isPerson(written.get(i));
            }
            if (is(Role.DENY, plain.get(i))) {
                part = words.size();
                denied = denies(plain.subList(i + 1, plain.size()));
                if (saysNoMore(plain.subList(i + 1, plain.size()))) {
                    denyFrom(start, words);
                }
            } else if (is(Role.CONTRAST, plain.get(i))) {
                denied = false;
                ofRelative = false;
                part = words.size();
            } else if (is(Role.TURN, plain.get(i))) {
                denied = false;
                part = words.size();
                if (is(Role.JOIN, plain.get(i))) {
                    ofRelative &= !isOfPatient(plain.subList(i, plain.size()), aside);
                    told = words.size();
                }
            } else if (means(plain.get(i))) {
                words.add(new Word(written.get(i), stem(plain.get(i)), denied || ofRelative));
                if (!denied && is(Role.COMPLAINT, plain.get(i))) {
                    words.subList(part, words.size()).replaceAll(Word::heard);
                }
            }
        }
    }

    /** In one word or two, such as "family history". */
    private boolean isRelative(List<String> written, List<String> plain, int at) {
        return isPerson(written.get(at))
                || (at + 1 < plain.size() && is(Role.RELATIVE, plain.get(at) + " " + plain.get(at + 1)));
    }

    /**
     * "Cares for her mother and has pain" speaks of the patient again, "mother had a stroke and has pain" may not; "and she
     * has pain" does.
     *
     * @param joined the join, and what follows it
     * @param aside whether the text tells of the patient and names a relative only
     */
    private boolean isOfPatient(List<String> joined, boolean aside) {
        int persons = (int)
                joined.stream().skip(1).takeWhile(word -> is(Role.PERSON, word)).count();
        return persons + 1 < joined.size()
                && (aside || persons > 0)
                && isVerb(joined.get(persons), joined.get(persons + 1));
    }

    /** By itself, or only behind the word before it: "a" in "et a" is not that of "and a". */
    private boolean isVerb(String before, String word) {
        return is(Role.VERB, word) || is(Role.VERB, before + " " + word);
    }

    /** With its accent where a word of the other language looks like it. */
    private boolean isPerson(String written) {
        return is(Role.RELATIVE, plain(written)) || is(Role.RELATIVE, written.toLowerCase(Locale.ROOT));
    }

    /** "No relief" and "pas d'amélioration" deny nothing that the text complains of. */
    private boolean denies(List<String> after) {
        return after.stream()
                .filter(this::means)
                .findFirst()
                .filter(word -> is(Role.AFFIRM, word))
                .isEmpty();
    }

    /** "Fever: no" denies what stands before it. */
    private boolean saysNoMore(List<String> after) {
        return after.stream().allMatch(word -> is(Role.SKIP, word));
    }

    private boolean means(String plain) {
        return plain.length() > 1 && !is(Role.SKIP, plain);
    }

    private static void denyFrom(int start, List<Word> words) {
        for (int i = start; i < words.size(); i++) {
            words.set(i, new Word(words.get(i).written(), words.get(i).stem(), true));
        }
    }

    private boolean is(Role role, String plain) {
        return roles.getOrDefault(role, Set.of()).contains(plain);
    }

    static List<String> split(String text) {
        return Arrays.stream(GAPS.split(text)).filter(word -> !word.isEmpty()).toList();
    }

    /** Small letters without accents. */
    static String plain(String word) {
        String small = word.toLowerCase(Locale.ROOT);
        if (small.chars().allMatch(letter -> letter < 128)) {
            return small;
        }
        small = small.replace("œ", "oe").replace("æ", "ae");
        return ACCENTS.matcher(Normalizer.normalize(small, Normalizer.Form.NFD)).replaceAll("");
    }

    /**
     * Without the endings of plural and feminine and of names of diseases, which English and French spell differently.
     */
    static String stem(String plain) {
        String stem = plain;
        if (stem.length() > 4 && stem.endsWith("ies")) {
            stem = stem.substring(0, stem.length() - 3) + "y";
        } else if (stem.length() > 4 && stem.endsWith("is")) {
            stem = stem.substring(0, stem.length() - 2);
        } else if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
            stem = stem.substring(0, stem.length() - 1);
        } else if (stem.length() > 4 && stem.endsWith("ux")) {
            stem = stem.substring(0, stem.length() - 1);
        }
        return stem.length() > 4 && stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem;
    }
}
