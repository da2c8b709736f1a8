package org.painbridge.server.store;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.ObjIntConsumer;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** The rows that one resource gets in the index tables. */
final class IndexRows {
    static final int LONGEST = 300;
    private static final int LONGEST_ID = 64; // FHIR R4, 2.24.0.1: id.
    private static final Pattern ACCENTS = Pattern.compile("\\p{M}+");
    private static final Pattern BLANKS = Pattern.compile("\\s+");

    /** The qualifier of what has neither code nor system. No system has this number. */
    private static final long UNCODED = -1;

    /** A row of {@code fhir_text}. */
    record Text(
            int indexId,
            long qualifier,
            String value,
            @Nullable String exact) {}

    /** A row of {@code fhir_range}. */
    record Range(int indexId, long qualifier, double low, double high) {
        Range {
            low += 0.0; // H2 keeps no negative zero; this makes it a positive one.
            high += 0.0;
        }
    }

    /** A row of {@code fhir_element_text} or {@code fhir_element_range}. */
    record InElement<T>(int element, T row) {}

    final Set<Text> texts = new LinkedHashSet<>();
    final Set<Range> ranges = new LinkedHashSet<>();
    /** By index. */
    private final Map<Integer, NavigableSet<String>> beginnings = new HashMap<>();

    /** Of values that belong together because they lie in one element; none of these has elements itself. */
    final List<IndexRows> elements = new ArrayList<>();

    /** A system without a code has the empty term. False where there is neither. */
    boolean token(int indexId, @Nullable String system, @Nullable String code) {
        String text = code == null ? "" : code.strip();
        String from = system == null ? "" : system;
        if (text.isEmpty() && from.isBlank()) {
            return false;
        }
        String term = tokenValue(text);
        String written = shortened(text);
        String exact = written.equals(term) ? null : written;
        texts.add(new Text(indexId, NameIds.ofSystem(from), term, exact));
        return true;
    }

    /** There is something, but no code that could be searched for: {@code :missing} is false. */
    void uncoded(int indexId) {
        texts.add(new Text(indexId, UNCODED, "", null));
    }

    void string(int indexId, @Nullable String text) {
        if (text != null && !text.isBlank()) {
            texts.add(new Text(indexId, 0, stringValue(text), cut(text)));
        }
    }

    /** What is only asked for by how it begins: a text with which another one begins needs no row of its own. */
    void beginning(int indexId, @Nullable String text) {
        String term = text == null ? "" : stringValue(text);
        NavigableSet<String> others = beginnings.computeIfAbsent(indexId, none -> new TreeSet<>());
        String next = others.ceiling(term);
        if (term.isEmpty() || (next != null && next.startsWith(term))) {
            return;
        }
        String before = others.lower(term); // None begins with another, so no other can be a beginning of this.
        if (before != null && term.startsWith(before)) {
            others.remove(before);
            texts.remove(new Text(indexId, 0, before, null));
        }
        others.add(term);
        texts.add(new Text(indexId, 0, term, null));
    }

    void uri(int indexId, @Nullable String uri) {
        if (uri != null && !uri.isBlank()) {
            texts.add(new Text(indexId, 0, shortened(uri), null));
        }
    }

    /** @throws StoreProblem.Invalid if no resource can have that id */
    void reference(int indexId, String targetType, String targetId) {
        if (targetId.length() > LONGEST_ID) {
            throw new StoreProblem.Invalid(
                    ErrorCode.VALUE_TOO_LONG,
                    "",
                    "The reference to a " + targetType + " has an id of " + targetId.length()
                            + " characters; FHIR allows " + LONGEST_ID + ": correct it");
        }
        texts.add(new Text(indexId, NameIds.of(targetType), targetId, null));
    }

    void range(int indexId, long unit, ValueRange range) {
        ranges.add(new Range(indexId, unit, range.low(), range.high()));
    }

    /** An identifier by its type: {@code :of-type}. */
    void typed(int indexId, @Nullable String typeSystem, @Nullable String type, @Nullable String value) {
        if (type != null && value != null && !type.isBlank() && !value.isBlank()) {
            texts.add(new Text(
                    indexId, NameIds.ofSystem(typeSystem == null ? "" : typeSystem), typedValue(type, value), null));
        }
    }

    static String typedValue(String type, String value) {
        return shortened(
                type.strip().toLowerCase(Locale.ROOT) + "|" + value.strip().toLowerCase(Locale.ROOT));
    }

    Set<InElement<Text>> elementTexts() {
        return inElements(element -> element.texts);
    }

    Set<InElement<Range>> elementRanges() {
        return inElements(element -> element.ranges);
    }

    private <T> Set<InElement<T>> inElements(Function<IndexRows, Set<T>> values) {
        Set<InElement<T>> rows = new LinkedHashSet<>();
        for (int i = 0; i < elements.size(); i++) {
            for (T row : values.apply(elements.get(i))) {
                rows.add(new InElement<>(i, row));
            }
        }
        return rows;
    }

    boolean isEmpty() {
        return texts.isEmpty() && ranges.isEmpty();
    }

    /** Tokens compare without regard to case: leaving a match out does more harm than one too many (FHIR R4, 3.1.1.5.9). */
    static String tokenValue(String code) {
        return shortened(code.strip().toLowerCase(Locale.ROOT));
    }

    /** Strings compare without case, accents and surplus blanks; letters that are no accented ones as people type them. */
    static String stringValue(String text) {
        return stringValue(text, IndexRows::append);
    }

    /** As rows have it that were written before such letters were compared as people type them; to go with 1.0. */
    static String earlierStringValue(String text) {
        return stringValue(text, StringBuilder::appendCodePoint);
    }

    private static String stringValue(String text, ObjIntConsumer<StringBuilder> letter) {
        boolean ascii = text.chars().allMatch(c -> c < 128);
        String folded = ascii
                ? text.toLowerCase(Locale.ROOT)
                : typed(
                        ACCENTS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                                .replaceAll(""),
                        letter);
        return cut(BLANKS.matcher(folded.strip()).replaceAll(" ")).stripTrailing();
    }

    /** Each character by itself: Java's lower case of a sigma depends on where in a word it stands. */
    private static String typed(String text, ObjIntConsumer<StringBuilder> letter) {
        StringBuilder typed = new StringBuilder(text.length());
        text.codePoints()
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(point -> letter.accept(typed, point));
        return typed.toString();
    }

    private static void append(StringBuilder typed, int lower) {
        switch (lower) {
            case 'œ' -> typed.append("oe");
            case 'æ' -> typed.append("ae");
            case 'ß' -> typed.append("ss");
            case 'ø' -> typed.append('o');
            case 'đ' -> typed.append('d');
            case 'ł' -> typed.append('l');
            default -> typed.appendCodePoint(lower);
        }
    }

    /**
     * The first value behind all that begin with the prefix, in the order of PostgreSQL (code points) and of H2 (UTF-16).
     *
     * @param prefix at least one character
     */
    static String endOfPrefix(String prefix) {
        int last = prefix.codePointBefore(prefix.length());
        if (last == Character.MAX_CODE_POINT) {
            return prefix + Character.toString(last);
        }
        int next = last == Character.MIN_SURROGATE - 1 ? Character.MAX_SURROGATE + 1 : last + 1;
        return prefix.substring(0, prefix.length() - Character.charCount(last)) + Character.toString(next);
    }

    static String cut(String text) {
        return cut(text, LONGEST);
    }

    /** Without tearing a character that takes two Java chars: half of one cannot be stored. */
    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        boolean torn = Character.isHighSurrogate(text.charAt(longest - 1));
        return text.substring(0, torn ? longest - 1 : longest);
    }

    /** A value too long for the index column keeps its beginning and gets its hash, so that equality stays exact. */
    static String shortened(String value) {
        if (value.length() <= LONGEST) {
            return value;
        }
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
            return cut(value, 200) + "#" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
