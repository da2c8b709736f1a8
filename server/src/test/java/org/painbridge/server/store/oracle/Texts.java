package org.painbridge.server.store.oracle;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.StringType;

/** String parameters (R4 3.1.1.4.9): from the beginning, without case and accents; a name or address by each of its parts. */
final class Texts {
    /** Letters that have no accent to take off, as people type them. */
    private static final Map<String, String> TYPED =
            Map.of("œ", "oe", "æ", "ae", "ß", "ss", "ø", "o", "đ", "d", "ł", "l");

    private Texts() {}

    static boolean fit(IBase element, String modifier, String value) {
        return of(element).stream().anyMatch(text -> fits(text, modifier, Written.plain(value)));
    }

    static boolean fits(String text, String modifier, String asked) {
        return switch (modifier) {
            case "exact" -> kept(text).equals(kept(asked));
            case "contains" -> folded(text).contains(folded(asked));
            case "" -> folded(text).startsWith(folded(asked));
            default -> throw new IllegalArgumentException(modifier);
        };
    }

    static List<String> of(IBase element) {
        return switch (element) {
            case HumanName name ->
                texts(
                        Stream.of(name.getTextElement(), name.getFamilyElement()),
                        name.getGiven().stream(),
                        name.getPrefix().stream(),
                        name.getSuffix().stream());
            case Address address ->
                texts(
                        address.getLine().stream(),
                        Stream.of(
                                address.getTextElement(),
                                address.getCityElement(),
                                address.getDistrictElement(),
                                address.getStateElement(),
                                address.getPostalCodeElement(),
                                address.getCountryElement()));
            case PrimitiveType<?> primitive -> List.of(primitive.getValueAsString());
            default -> List.of();
        };
    }

    @SafeVarargs
    private static List<String> texts(Stream<StringType>... parts) {
        return Stream.of(parts)
                .flatMap(part -> part)
                .map(StringType::getValue)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Without accents, case, letters of few keyboards and surplus blanks (R5 says to ignore the latter, R4 leaves them open). */
    static String folded(String text) {
        List<String> words = new ArrayList<>();
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFD)
                .codePoints()
                .filter(Texts::isNoMark)
                .map(point -> Character.toLowerCase(Character.toUpperCase(point)))
                .forEach(plain::appendCodePoint);
        String typed = plain.toString();
        for (Map.Entry<String, String> letter : TYPED.entrySet()) {
            typed = typed.replace(letter.getKey(), letter.getValue());
        }
        for (String word : typed.split("\\s")) {
            if (!word.isEmpty()) {
                words.add(word);
            }
        }
        return kept(String.join(" ", words)).stripTrailing();
    }

    /** What is compared of a long text (ADR 0005). */
    private static String kept(String text) {
        return text.substring(0, Math.min(text.length(), 300));
    }

    private static boolean isNoMark(int point) {
        int type = Character.getType(point);
        return type != Character.NON_SPACING_MARK
                && type != Character.COMBINING_SPACING_MARK
                && type != Character.ENCLOSING_MARK;
    }
}
