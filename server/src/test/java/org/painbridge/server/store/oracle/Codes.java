package org.painbridge.server.store.oracle;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.painbridge.server.store.oracle.Tokens.Token;

/** A little terminology for {@code :in}, {@code :not-in}, {@code :below} and {@code :above}; the store is given the same. */
public final class Codes {
    static final String SYSTEM = "http://snomed.info/sct";
    /** Each code of the system under its parent. */
    static final Map<String, String> PARENTS = Map.of("b", "a", "10", "b", "a|b", "b", "1", "a");

    static final Map<String, List<Token>> SETS = Map.of(
            "http://fiction.example/ValueSet/several",
            List.of(
                    new Token("http://loinc.org", "a"),
                    new Token("http://loinc.org", "b"),
                    new Token("http://loinc.org", "B-1"),
                    new Token("urn:made-up:a", "B-1"),
                    new Token("urn:made-up:a", "1"),
                    new Token(SYSTEM, "10"),
                    new Token(SYSTEM, "1")),
            "urn:made-up:a,set",
            List.of(new Token("urn:made-up:a|b", "a,b"), new Token("urn:made-up:a|b", "b")),
            "urn:made-up:empty",
            List.of());

    private Codes() {}

    /** What a set has, the code itself and those under it, or the code and those above it. */
    static List<Token> meant(String modifier, String value) {
        if (modifier.endsWith("in")) {
            return valueSet(Written.plain(value));
        }
        List<String> parts = Written.parts(value, '|');
        String system = Written.plain(parts.getFirst());
        String code = Written.plain(parts.getLast());
        return modifier.equals("below") ? below(system, code) : above(system, code);
    }

    public static List<Token> valueSet(String url) {
        return SETS.get(url);
    }

    /** @param system the one that there is */
    public static List<Token> below(String system, String code) {
        Stream<Token> further = PARENTS.entrySet().stream()
                .filter(child -> child.getValue().equals(code))
                .flatMap(child -> below(system, child.getKey()).stream());
        return Stream.concat(Stream.of(new Token(system, code)), further).toList();
    }

    public static List<Token> above(String system, String code) {
        return Stream.iterate(code, Objects::nonNull, PARENTS::get)
                .map(found -> new Token(system, found))
                .toList();
    }
}
