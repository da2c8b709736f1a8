package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Is a body JSON that means the same to every reader? */
public final class JsonChecks {
    /** Digits, sign, point and exponent. */
    private static final int LONGEST_NUMBER = NumberChecks.MOST_DIGITS + 6;

    private final JsonShape shape;
    private final JsonShape anyText;
    private final JsonFactory strict;
    private final int maxDepth;

    /** What is done with the one value of a body, whose first token has been read; it reads to the last. */
    private interface Reader {
        void read(JsonParser parser) throws IOException;
    }

    /**
     * @param maxDepth most nested objects and arrays
     * @param maxEntries most entries of a bundle
     */
    JsonChecks(FhirContext context, int maxDepth, int maxEntries) {
        this.shape = new JsonShape(context, maxEntries, false);
        this.anyText = new JsonShape(context, maxEntries, true);
        this.maxDepth = maxDepth;
        this.strict = JsonFactory.builder()
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .streamReadConstraints(StreamReadConstraints.builder()
                        .maxNestingDepth(maxDepth)
                        .maxNumberLength(LONGEST_NUMBER)
                        .maxStringLength(Integer.MAX_VALUE) // The body as a whole is limited.
                        .build())
                .build();
    }

    /**
     * @return whether quotes may hide a number that is none of FHIR
     * @throws RequestProblem with line and column of what is wrong
     */
    public boolean check(byte[] body) {
        return check(body, JsonParser::skipChildren);
    }

    /**
     * The body as a tree, where {@link #check(byte[])} finds nothing wrong with it.
     *
     * @throws RequestProblem with line and column of what is wrong
     */
    public JsonNode tree(byte[] body, JsonMapper mapper) {
        return tree(body, mapper, CharacterScan::forbidden);
    }

    /**
     * The same of a body of which nothing is stored but by {@link WritableText}: of the characters that FHIR does not allow only
     * U+0000 is refused, since old charts have line breaks such as U+000B.
     */
    public JsonNode passingTree(byte[] body, JsonMapper mapper) {
        return tree(body, mapper, character -> character == 0);
    }

    private JsonNode tree(byte[] body, JsonMapper mapper, IntPredicate forbidden) {
        AtomicReference<JsonNode> tree = new AtomicReference<>(MissingNode.getInstance());
        check(body, parser -> tree.set(mapper.readTree(parser)), forbidden);
        return tree.get();
    }

    /** The same for a resource, whose values are looked at, too. */
    public boolean checkResource(byte[] body) {
        return check(body, shape::read);
    }

    /** The same where its narratives and the lengths of its strings are for others to judge. */
    boolean checkButTexts(byte[] body) {
        return check(body, anyText::read);
    }

    /** The same as {@link #checkResource(byte[])} for a resource that is part of a body which was checked. */
    public boolean checkResource(JsonNode resource) {
        return check(resource, shape);
    }

    /** The same where its narratives and the lengths of its strings are for others to judge, or for nobody. */
    public boolean checkButTexts(JsonNode resource) {
        return check(resource, anyText);
    }

    private boolean check(JsonNode resource, JsonShape wanted) {
        try (JsonParser parser = new PlainNumbers(resource.traverse())) {
            read(parser, wanted::read);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
        return NumberChecks.suspicious(resource);
    }

    private boolean check(byte[] body, Reader reader) {
        return check(body, reader, CharacterScan::forbidden);
    }

    private boolean check(byte[] body, Reader reader, IntPredicate forbidden) {
        NumberScan numbers = new NumberScan();
        CharacterScan characters = new CharacterScan();
        for (byte next : body) {
            numbers.read(next);
            characters.read(next);
        }
        if (numbers.suspicious() || characters.suspicious()) {
            readAs(body, parser -> refuseSuspicious(parser, forbidden));
        }
        readAs(body, reader);
        return numbers.suspicious() || characters.escapes();
    }

    private void readAs(byte[] body, Reader reader) {
        try (JsonParser parser = strict.createParser(body)) {
            read(parser, reader);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private void read(JsonParser parser, Reader reader) throws IOException {
        try {
            if (parser.nextToken() == null) {
                return; // Nothing but blanks: HAPI says what is missing.
            }
            reader.read(parser);
            if (parser.nextToken() != null) {
                throw malformed("there is more behind the end of the resource", parser, parser.currentLocation());
            }
        } catch (StreamConstraintsException e) {
            throw beyond(e, parser);
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), parser, e.getLocation());
        }
    }

    /** Jackson has one exception for all its limits. */
    private RequestProblem beyond(StreamConstraintsException limit, JsonParser parser) {
        if (limit.getOriginalMessage().startsWith("Document nesting depth")) {
            return new RequestProblem(
                    ErrorCode.NESTED_TOO_DEEP,
                    "",
                    "The body nests objects and arrays more than " + maxDepth
                            + " deep, the limit of this server (painbridge.rest.max-depth): send it flatter");
        }
        if (limit.getOriginalMessage().startsWith("Number value length")) {
            return NumberChecks.refusal(JsonPlace.of(parser.getParsingContext()), place(limit.getLocation()));
        }
        return malformed("a property name is longer than any in FHIR", parser, limit.getLocation());
    }

    /** Escapes can write what UTF-8 cannot, and digits what no memory holds. */
    private static void refuseSuspicious(JsonParser parser, IntPredicate forbidden) throws IOException {
        int depth = 0;
        do {
            JsonToken token = parser.currentToken();
            depth += token.isStructStart() ? 1 : token.isStructEnd() ? -1 : 0;
            if (token.isNumeric() && !fits(parser)) {
                throw NumberChecks.refusal(JsonPlace.of(parser.getParsingContext()), place(parser.currentLocation()));
            }
            boolean text = token == JsonToken.FIELD_NAME || token == JsonToken.VALUE_STRING;
            if (text) {
                requireCharacters(parser.getText(), forbidden, parser);
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** An exponent beyond those of a {@link java.math.BigDecimal} is an exception to Jackson. */
    private static boolean fits(JsonParser parser) throws IOException {
        try {
            return NumberChecks.fits(parser.getDecimalValue());
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** PostgreSQL keeps no text with U+0000, XML writes none of the others; half a pair of surrogates is no character at all. */
    private static void requireCharacters(String text, IntPredicate forbidden, JsonParser parser) {
        OptionalInt found = text.chars().filter(forbidden).findFirst();
        if (found.isPresent()) {
            throw malformed(
                    "FHIR does not allow the character U+%04X; leave it out".formatted(found.getAsInt()),
                    parser,
                    parser.currentLocation());
        }
        if (!StandardCharsets.UTF_8.newEncoder().canEncode(text)) {
            throw malformed(
                    "an escape stands for half a character: send both surrogates, as in \\ud83d\\ude00",
                    parser,
                    parser.currentLocation());
        }
    }

    private static String place(@Nullable JsonLocation where) {
        return where == null ? "" : " at line " + where.getLineNr() + ", column " + where.getColumnNr();
    }

    private static RequestProblem malformed(String what, JsonParser parser, @Nullable JsonLocation where) {
        String expression = JsonPlace.of(parser.getParsingContext());
        String place = place(where);
        if (what.startsWith("Duplicate field")) {
            return new RequestProblem(
                    ErrorCode.DUPLICATE_JSON_KEY,
                    expression,
                    "A JSON object names a property twice" + place + ": " + what + ". Send it once");
        }
        return new RequestProblem(
                ErrorCode.MALFORMED_JSON,
                expression,
                "The body is not JSON that this server reads" + place + ": " + what);
    }
}
