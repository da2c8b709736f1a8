package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.BaseRuntimeElementDefinition;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Base;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Property;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Primitives as JSON writes them (FHIR R4, 2.24.0.1), where HAPI's parser takes more than that. */
final class PrimitiveForms {
    private static final String DAY = "(?!0000)[0-9]{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?";
    private static final String TIME = "([01][0-9]|2[0-3]):[0-5][0-9]:([0-5][0-9]|60)(\\.[0-9]{1,20})?";

    /** Of a string, and of what is one; in characters (FHIR R4, datatypes). */
    private static final int LONGEST = 1024 * 1024;

    private static final Set<String> STRINGS = Set.of("string", "markdown");

    private record Form(Pattern pattern, String wanted) {}

    /** Texts; of those that are not here HAPI knows the form as well, or they have none. */
    private static final Map<String, Form> TEXTS = Map.of(
            "date", form(DAY, "a date such as 2026-03-01, without a time"),
            "dateTime", form("(?!0000).*", "a date of the years 0001 to 9999"),
            "instant",
                    form(
                            "(?!0000)[0-9]{4}-[0-9]{2}-[0-9]{2}T" + TIME + "(Z|[+-][0-9]{2}:[0-9]{2})",
                            "a moment such as 2026-03-01T09:00:00-05:00, to the second and with its offset"),
            "time", form(TIME, "a time of day such as 09:00:00"));

    private static final Map<String, Form> NUMBERS = Map.of(
            "integer", form("0|-?[1-9][0-9]*", "a whole number, without point and exponent"),
            "positiveInt", form("[1-9][0-9]*", "a whole number above 0"),
            "unsignedInt", form("0|[1-9][0-9]*", "a whole number, 0 or above"));

    private PrimitiveForms() {}

    static boolean isPrimitive(BaseRuntimeElementDefinition<?> kind) {
        return switch (kind.getChildType()) {
            case PRIMITIVE_DATATYPE, ID_DATATYPE, PRIMITIVE_XHTML, PRIMITIVE_XHTML_HL7ORG -> true;
            default -> false;
        };
    }

    /**
     * @param anyText whether strings may be longer than FHIR allows, and narratives empty
     * @throws RequestProblem where the parser's value is none of that kind
     */
    static void check(JsonParser parser, String name, BaseRuntimeElementDefinition<?> kind, boolean anyText)
            throws IOException {
        JsonToken token = parser.currentToken();
        switch (kind.getName()) {
            case "boolean" -> require(token.isBoolean(), parser, name, "true or false, without quotes");
            case "decimal" -> require(token.isNumeric(), parser, name, "a number, without quotes");
            case "integer", "positiveInt", "unsignedInt" -> {
                require(token.isNumeric(), parser, name, "a number, without quotes");
                check(NUMBERS.get(kind.getName()), parser, name);
            }
            case "xhtml" -> {
                require(token == JsonToken.VALUE_STRING, parser, name, "a text in quotes");
                require(NarrativeForms.isDiv(parser.getText(), anyText), parser, name, NarrativeForms.DIV);
            }
            case "string", "markdown" -> {
                require(token == JsonToken.VALUE_STRING, parser, name, "a text in quotes");
                if (!anyText && parser.getTextLength() > LONGEST && isTooLong(parser.getText())) {
                    throw tooLong("", JsonPlace.of(parser.getParsingContext())).problem();
                }
            }
            default -> {
                require(token == JsonToken.VALUE_STRING, parser, name, "a text in quotes");
                check(TEXTS.get(kind.getName()), parser, name);
            }
        }
    }

    /**
     * The same in a resource that came as XML.
     *
     * @param anyText whether strings may be longer than FHIR allows
     */
    static void check(Base element, boolean anyText) {
        if (element instanceof PrimitiveType<?> primitive && primitive.hasValue()) {
            if (!anyText && isTooLong(primitive)) {
                throw tooLong("", "").problem();
            }
            Form form = TEXTS.getOrDefault(primitive.fhirType(), NUMBERS.get(primitive.fhirType()));
            if (form != null
                    && !form.pattern().matcher(primitive.getValueAsString()).matches()) {
                throw new RequestProblem(
                        ErrorCode.MALFORMED_RESOURCE,
                        "",
                        "The body is no resource of FHIR R4: a value of the type " + primitive.fhirType() + " is "
                                + form.wanted());
            }
        }
        element.children().stream().flatMap(child -> child.getValues().stream()).forEach(each -> check(each, anyText));
    }

    /** Strings of a resource that are longer than FHIR allows. */
    static void tooLong(Base element, String place, Consumer<KeptTexts.Fault> found) {
        if (element instanceof PrimitiveType<?> primitive && primitive.hasValue() && isTooLong(primitive)) {
            found.accept(tooLong(primitive.getValueAsString(), place));
        }
        for (Property child : element.children()) {
            String name = place + "." + child.getName().replace("[x]", "");
            List<Base> values = child.getValues();
            for (int i = 0; i < values.size(); i++) {
                tooLong(values.get(i), child.isList() ? name + "[" + i + "]" : name, found);
            }
        }
    }

    private static boolean isTooLong(PrimitiveType<?> primitive) {
        return STRINGS.contains(primitive.fhirType()) && isTooLong(primitive.getValueAsString());
    }

    private static boolean isTooLong(String text) {
        return text.length() > LONGEST && text.codePointCount(0, text.length()) > LONGEST;
    }

    private static KeptTexts.Fault tooLong(String text, String place) {
        return new KeptTexts.Fault(
                text,
                ErrorCode.VALUE_TOO_LONG,
                place,
                "A string of FHIR has at most " + LONGEST + " characters: shorten it, or send it as an attachment");
    }

    private static void check(@Nullable Form form, JsonParser parser, String name) throws IOException {
        if (form != null) {
            require(form.pattern().matcher(parser.getText()).matches(), parser, name, form.wanted());
        }
    }

    private static void require(boolean holds, JsonParser parser, String name, String wanted) {
        if (!holds) {
            throw JsonShape.refusal(parser, name, wanted);
        }
    }

    private static Form form(String pattern, String wanted) {
        return new Form(Pattern.compile(pattern), wanted);
    }
}
