package org.painbridge.server.store.oracle;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.Enumeration;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.jspecify.annotations.Nullable;

/** Token parameters (R4 3.1.1.4.10). The case of codes does not count, that of systems does (ADR 0005). */
public final class Tokens {

    /** What a token is compared with; either may be missing. */
    public record Token(@Nullable String system, @Nullable String code) {}

    private Tokens() {}

    static boolean fit(IBase element, String modifier, String value) {
        return switch (modifier) {
            case "text" -> words(element).anyMatch(word -> Texts.fits(word, "", Written.plain(value)));
            case "of-type" -> element instanceof Identifier identifier && isOfType(identifier, value);
            case "in", "not-in", "below", "above" ->
                of(element).stream()
                        .anyMatch(token -> Codes.meant(modifier, value).stream()
                                .anyMatch(meant ->
                                        meant.system().equals(token.system()) && fitsCode(token, meant.code())));
            default -> of(element).stream().anyMatch(token -> fits(token, value));
        };
    }

    /** What people call it: by R4 CodeableConcept.text, Coding.display or Identifier.type.text. */
    static Stream<String> words(IBase element) {
        return switch (element) {
            case CodeableConcept concept ->
                Stream.concat(
                        Stream.ofNullable(concept.getText()),
                        concept.getCoding().stream().flatMap(Tokens::words));
            case Coding coding -> Stream.ofNullable(coding.getDisplay());
            case Identifier identifier -> Stream.ofNullable(identifier.getType().getText());
            default -> Stream.of();
        };
    }

    /** {@code system|code|value}: the first two are of the type. */
    private static boolean isOfType(Identifier identifier, String value) {
        List<String> parts =
                Written.parts(value, '|').stream().map(Written::plain).toList();
        return fitsCode(new Token(null, identifier.getValue()), parts.get(2))
                && of(identifier.getType()).stream()
                        .anyMatch(type -> parts.getFirst().equals(type.system()) && fitsCode(type, parts.get(1)));
    }

    private static boolean fits(Token token, String value) {
        List<String> parts = Written.parts(value, '|');
        if (parts.size() == 1) {
            return fitsCode(token, Written.plain(value));
        }
        String system = Written.plain(parts.get(0));
        String code = Written.plain(parts.get(1));
        boolean fitsSystem = system.isEmpty() ? token.system() == null : system.equals(token.system());
        return fitsSystem && (code.isEmpty() || fitsCode(token, code));
    }

    private static boolean fitsCode(Token token, String code) {
        return token.code() != null && lower(token.code()).equals(lower(code));
    }

    static String lower(String code) {
        return code.strip().toLowerCase(Locale.ROOT);
    }

    static List<Token> of(IBase element) {
        Stream<Token> tokens = switch (element) {
            case CodeableConcept concept ->
                concept.getCoding().stream().map(coding -> new Token(coding.getSystem(), coding.getCode()));
            case Coding coding -> Stream.of(new Token(coding.getSystem(), coding.getCode()));
            case Identifier identifier -> Stream.of(new Token(identifier.getSystem(), identifier.getValue()));
            case ContactPoint contact -> Stream.of(new Token(null, contact.getValue()));
            case Enumeration<?> code -> Stream.of(new Token(code.getSystem(), code.getValueAsString()));
            case PrimitiveType<?> primitive -> Stream.of(new Token(null, primitive.getValueAsString()));
            default -> Stream.of();
        };
        return tokens.toList();
    }
}
