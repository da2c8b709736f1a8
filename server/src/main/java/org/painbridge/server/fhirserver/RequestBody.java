package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/** The body of a request, whole and unpacked, as text that every reader takes for the same. */
public final class RequestBody {
    private static final Pattern CHARSET = Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\";\\s]*)");
    private static final int BLOCK = 8192;

    private RequestBody() {}

    /** @throws RequestProblem where it is packed in a way that is not read here, too large, or cut */
    public static byte[] read(HttpServletRequest request) {
        List<String> encodings = Collections.list(request.getHeaders("Content-Encoding"));
        // What is packed with gzip once comes out of BodyLimitFilter unpacked, without the header.
        String encoding = String.join(", ", encodings);
        if (!encoding.isEmpty() && !encoding.equalsIgnoreCase("identity")) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_ENCODING,
                    "http.Content-Encoding",
                    "Content-Encoding " + encoding + " is not read here: send gzip, or the body as it is");
        }
        try {
            return request.getInputStream().readAllBytes();
        } catch (BodyTooLarge e) {
            throw e.refusal();
        } catch (IOException e) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_BODY,
                    "",
                    "The body cannot be read to its end: send it whole, and with Content-Encoding gzip only where it is"
                            + " compressed so");
        }
    }

    /** The media type of the body, without its parameters; empty where none is said. */
    static String media(HttpServletRequest request) {
        if (Collections.list(request.getHeaders("Content-Type")).size() > 1) {
            throw new RequestProblem(
                    ErrorCode.INVALID_REQUEST,
                    "http.Content-Type",
                    "There are several headers Content-Type: send the one that fits the body");
        }
        String type = request.getContentType();
        return type == null ? "" : type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
    }

    /**
     * @param contentType the header
     * @throws RequestProblem where the body is not UTF-8: another reader would take it for another text
     */
    public static void requireUtf8(byte[] body, @Nullable String contentType) {
        Matcher charset = CHARSET.matcher(contentType == null ? "" : contentType.toLowerCase(Locale.ROOT));
        if (charset.find()
                && !charset.group(1).equals("utf-8")
                && !charset.group(1).equals("utf8")) {
            throw new RequestProblem(
                    ErrorCode.UNSUPPORTED_MEDIA_TYPE,
                    "http.Content-Type",
                    "The charset " + charset.group(1) + " is not read here: send the body in UTF-8 and say so");
        }
        int wrong = notUtf8(body);
        if (wrong >= 0) {
            throw new RequestProblem(
                    ErrorCode.MALFORMED_BODY,
                    "",
                    "The body is not UTF-8: byte " + wrong + ", counted from 0, begins no character. Send it in UTF-8");
        }
    }

    /** Where the first byte is that belongs to no character; -1 where there is none. */
    private static int notUtf8(byte[] body) {
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(body);
        CharBuffer block = CharBuffer.allocate(BLOCK);
        CoderResult result;
        do {
            block.clear();
            result = decoder.decode(bytes, block, true);
        } while (result.isOverflow());
        if (result.isError()) {
            return bytes.position();
        }
        // UTF-16 and UTF-32 without a mark are UTF-8 by their bytes; JSON and XML begin with no such character.
        for (int i = 0; i < Math.min(body.length, 4); i++) {
            if (body[i] == 0) {
                return i;
            }
        }
        return -1;
    }
}
