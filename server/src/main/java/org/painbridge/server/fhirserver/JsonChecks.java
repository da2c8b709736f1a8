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

    /** @throws RequestProblem with line and column of what is wrong */
    void check(byte[] body) {
        boolean suspicious = contains(body, ESCAPED_NUL) || exponents(body);
        try (JsonParser parser = strict.createParser(body)) {
            if (parser.nextToken() == null) {
                return; // Nothing but blanks: HAPI says what is missing.
            }
            if (suspicious) {
                refuseSuspicious(parser);
            } else {
                parser.skipChildren();
            }
            if (parser.nextToken() != null) {
                throw malformed("there is more behind the end of the resource", parser.currentLocation());
            }
        } catch (StreamConstraintsException e) {
            throw beyond(e);
        } catch (JsonProcessingException e) {
            throw malformed(e.getOriginalMessage(), e.getLocation());
        } catch (IOException e) {
            throw new IllegalStateException("Reading from memory failed", e);
        }
    }

    /** Jackson has one exception for all its limits. */
    private RequestProblem beyond(StreamConstraintsException limit) {
        if (limit.getOriginalMessage().startsWith("Document nesting depth")) {
            return new RequestProblem(
                    ErrorCode.NESTED_TOO_DEEP,
                    "",
                    "The body nests objects and arrays more than " + maxDepth
                            + " deep, the limit of this server (painbridge.rest.max-depth): send it flatter");
        }
        if (limit.getOriginalMessage().startsWith("Number value length")) {
            return NumberChecks.refusal(place(limit.getLocation()));
        }
        return malformed("a property name is longer than any in FHIR", limit.getLocation());
    }

    /** PostgreSQL keeps no text with U+0000, and FHIR allows none. */
    private static void refuseSuspicious(JsonParser parser) throws IOException {
        int depth = 0;
        do {
            depth += parser.currentToken().isStructStart()
                    ? 1
                    : parser.currentToken().isStructEnd() ? -1 : 0;
            if (parser.currentToken().isNumeric() && !NumberChecks.fits(parser.getDecimalValue())) {
                throw NumberChecks.refusal(place(parser.currentLocation()));
            }
            if (parser.getText().indexOf('\0') >= 0) {
                throw malformed("FHIR does not allow the character U+0000; leave it out", parser.currentLocation());
            }
        } while (depth > 0 && parser.nextToken() != null);
    }

    /** Whether something looks like a number with an exponent of three digits or more: most bodies have none. */
    private static boolean exponents(byte[] body) {
        for (int i = 1; i < body.length - 3; i++) {
            if ((body[i] == 'e' || body[i] == 'E') && digit(body[i - 1])) {
                int first = body[i + 1] == '-' || body[i + 1] == '+' ? i + 2 : i + 1;
                if (first + 2 < body.length && digit(body[first]) && digit(body[first + 1]) && digit(body[first + 2])) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean digit(byte character) {
        return character >= '0' && character <= '9';
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

    private static RequestProblem malformed(String what, @Nullable JsonLocation where) {
        String place = place(where);
        if (what.startsWith("Duplicate field")) {
            return new RequestProblem(
                    ErrorCode.DUPLICATE_JSON_KEY,
                    "",
                    "A JSON object names a property twice" + place + ": " + what + ". Send it once");
        }
        return new RequestProblem(
                ErrorCode.MALFORMED_JSON, "", "The body is not JSON that this server reads" + place + ": " + what);
    }
}
