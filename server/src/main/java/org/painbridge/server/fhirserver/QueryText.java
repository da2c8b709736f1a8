package org.painbridge.server.fhirserver;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.StoreProblem;

/** The query of a URL, before it is decoded. */
final class QueryText {
    private QueryText() {}

    /**
     * Java puts U+FFFD in place of what is not UTF-8, and searches take that for nothing at all: such a search would find
     * everybody.
     *
     * @param place where the query stands, for problems
     */
    static void requireUtf8(String query, String place) {
        if (query.indexOf('%') < 0) {
            return;
        }
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes(query)));
        } catch (CharacterCodingException e) {
            throw new StoreProblem.Invalid(
                    ErrorCode.INVALID_URL,
                    place,
                    "The URL is not UTF-8: encode each byte of a character's UTF-8 form, such as %C3%A9 for é");
        }
    }

    /** Percent signs without two hexadecimal digits are refused elsewhere. */
    private static byte[] bytes(String query) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(query.length());
        for (int i = 0; i < query.length(); i++) {
            boolean encoded = query.charAt(i) == '%'
                    && i + 2 < query.length()
                    && Character.digit(query.charAt(i + 1), 16) >= 0
                    && Character.digit(query.charAt(i + 2), 16) >= 0;
            if (encoded) {
                bytes.write(Integer.parseInt(query, i + 1, i + 3, 16));
                i += 2;
            } else if (query.charAt(i) < 0x80) {
                bytes.write(query.charAt(i));
            }
        }
        return bytes.toByteArray();
    }
}
