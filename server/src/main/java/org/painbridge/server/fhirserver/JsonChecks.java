package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** Is a body JSON that means the same to every reader? */
final class JsonChecks {
    private static final byte[] ESCAPE = "\\u".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ESCAPED_NUL = "\\u0000".getBytes(StandardCharsets.US_ASCII);

    /** Digits, sign, point and exponent. */
    private static final int LONGEST_NUMBER = NumberChecks.MOST_DIGITS + 6;

    private final JsonFactory strict;
    private final int maxDepth;

    JsonChecks(int maxDepth) {
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
    boolean check(byte[] body) {
        boolean numbers = NumberChecks.suspicious(body);
        boolean suspicious = numbers || contains(body, ESCAPED_NUL);
        try (JsonParser parser = strict.createParser(body)) {
            read(parser, suspicious);
            return numbers || contains(body, ESCAPE);
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    private void read(JsonParser parser, boolean suspicious) throws IOException {
        try {
            if (parser.nextToken() == null) {
                return; // Nothing but blanks: HAPI says what is missing.
            }
            if (suspicious) {
                refuseSuspicious(parser);
            } else {
                parser.skipChildren();
            }
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

    /** PostgreSQL keeps no text with U+0000, and FHIR allows none. */
    private static void refuseSuspicious(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            depth += parser.currentToken().isStructStart()
                    ? 1
                    : parser.currentToken().isStructEnd() ? -1 : 0;
            if (parser.currentToken().isNumeric() && !NumberChecks.fits(parser.getDecimalValue())) {
                throw NumberChecks.refusal(JsonPlace.of(parser.getParsingContext()), place(parser.currentLocation()));
            }
            if (parser.getText().indexOf('\0') >= 0) {
                throw malformed(
                        "FHIR does not allow the character U+0000; leave it out", parser, parser.currentLocation());
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    private static boolean contains(byte[] body, byte[] wanted) {
        for (int i = 0; i <= body.length - wanted.length; i++) {
            int same = 0;
            while (same < wanted.length && body[i + same] == wanted[same]) {
                same++;
            }
            if (same == wanted.length) {
                return true;
            }
        }
        return false;
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
