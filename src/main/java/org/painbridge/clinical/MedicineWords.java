package org.painbridge.clinical;

import java.text.Normalizer;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What a medicine is that is named by its words or its ATC code alone. Words are taken for exact: one that is not in the
 * table, and the medicine is not known. Source: terminology/tables/medicine-words.csv.
 */
public final class MedicineWords {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern WORD = Pattern.compile("\\p{L}+|\\d+(?:[.,]\\d+)?");
    /** Two strengths of one product, or a product's number: 300/30, #3. */
    private static final Pattern COMPOUND = Pattern.compile("#|\\d\\s*/\\s*\\d|\\d{3,}\\s*-\\s*\\d");

    private final Map<String, Role> roles = new HashMap<>();
    private final Map<String, Kind> byAtc = new HashMap<>();

    /** What is certain of a medicine. */
    public enum Kind {
        NALOXONE,
        /** A substance that is no opioid; not naloxone. */
        NO_OPIOID
    }

    private enum Role {
        NALOXONE,
        NO_OPIOID,
        OPIOID,
        /** Says how it is taken, not what it is. */
        BESIDE,
        /** The same, and may follow a number. */
        COUNTED;

        Optional<Kind> kind() {
            return switch (this) {
                case NALOXONE -> Optional.of(Kind.NALOXONE);
                case NO_OPIOID -> Optional.of(Kind.NO_OPIOID);
                case OPIOID, BESIDE, COUNTED -> Optional.empty();
            };
        }
    }

    private MedicineWords(List<Map<String, String>> rows) {
        for (Map<String, String> row : rows) {
            Role role = Role.valueOf(
                    row.getOrDefault("role", "").toUpperCase(Locale.ROOT).replace('-', '_'));
            roles.put(row.getOrDefault("word", ""), role);
            role.kind().ifPresent(kind -> codes(row).forEach(code -> byAtc.put(code, kind)));
        }
    }

    /** @throws IllegalArgumentException if a line of the table has an unknown role */
    public static MedicineWords from(Terminology terminology) {
        return new MedicineWords(terminology.table("medicine-words"));
    }

    /** By the code of one substance; empty for a group, and for what the table lacks. */
    public Optional<Kind> ofAtc(String code) {
        return Optional.ofNullable(byAtc.get(code));
    }

    /** By all of the words, in English or French; empty where one of them could be of something else. */
    public Optional<Kind> of(String text) {
        List<String> words = words(text);
        if (COMPOUND.matcher(text).find() || !areKnown(words)) {
            return Optional.empty();
        }
        Set<Kind> kinds = EnumSet.noneOf(Kind.class);
        words.stream().flatMap(word -> kind(word).stream()).forEach(kinds::add);
        return kinds.size() == 1 && strengths(words) <= names(words)
                ? kinds.stream().findFirst()
                : Optional.empty();
    }

    /** Whether a word of it is the name of an opioid, whatever else it says. */
    public boolean namesOpioid(String text) {
        return words(text).stream().anyMatch(word -> roles.get(word) == Role.OPIOID);
    }

    private boolean areKnown(List<String> words) {
        for (int at = 0; at < words.size(); at++) {
            String word = words.get(at);
            boolean counted = at + 1 < words.size() && roles.get(words.get(at + 1)) == Role.COUNTED;
            Role role = roles.get(word);
            if (isNumber(word) ? !counted : role == null || role == Role.OPIOID) {
                return false;
            }
        }
        return true;
    }

    /** Of one name one strength: a second would be of another substance. */
    private static long strengths(List<String> words) {
        return words.stream().filter("mg"::equals).count();
    }

    private long names(List<String> words) {
        return words.stream().filter(word -> kind(word).isPresent()).count();
    }

    private Optional<Kind> kind(String word) {
        Role role = roles.get(word);
        return role == null ? Optional.empty() : role.kind();
    }

    private static boolean isNumber(String word) {
        return Character.isDigit(word.charAt(0));
    }

    private static Stream<String> codes(Map<String, String> row) {
        return Stream.of(row.getOrDefault("atc", "").split(";")).filter(code -> !code.isEmpty());
    }

    private static List<String> words(String text) {
        String plain = MARKS.matcher(Normalizer.normalize(text.toLowerCase(Locale.ROOT), Normalizer.Form.NFD))
                .replaceAll("");
        return WORD.matcher(plain).results().map(found -> found.group()).toList();
    }
}
