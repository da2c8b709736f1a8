package org.painbridge.dispensing.dpd;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text in UTF-8, decoded a line at a time, so that it can be said which line is not. */
final class Utf8Lines extends Reader {
    /** Bytes of a line, the longest in the extract of 2026 by far. */
    private static final int LONGEST = 1 << 16;

    /** Characters of a record, which may have several lines. */
    private static final long LONGEST_RECORD = 1 << 18;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private final String file;
    private final InputStream bytes;
    private CharBuffer line = CharBuffer.allocate(0);
    private long number;
    private long recordFrom = 1;
    private long recordLength;

    Utf8Lines(String file, InputStream bytes) {
        this.file = file;
        this.bytes = new BufferedInputStream(bytes);
    }

    /** From here on a new record is read, which begins on that line. */
    void record(long from) {
        recordFrom = from;
        recordLength = 0;
    }

    @Override
    public int read(char[] buffer, int offset, int length) throws IOException {
        if (!line.hasRemaining() && !next()) {
            return -1;
        }
        int count = Math.min(length, line.remaining());
        line.get(buffer, offset, count);
        recordLength += count;
        if (recordLength > LONGEST_RECORD) {
            throw new DamagedExtract(file, recordFrom, "a quotation mark is not closed");
        }
        return count;
    }

    /** The stream belongs to the archive, which goes on to its next file. */
    @Override
    public void close() {}

    private boolean next() throws IOException {
        ByteArrayOutputStream read = new ByteArrayOutputStream();
        int each = bytes.read();
        while (each >= 0) {
            read.write(each);
            if (each == '\n') {
                break;
            }
            if (read.size() > LONGEST) {
                throw new DamagedExtract(file, number + 1, "the line has more than " + LONGEST + " bytes");
            }
            each = bytes.read();
        }
        if (read.size() == 0) {
            return false;
        }
        number++;
        line = decoded(read.toByteArray());
        if (number == 1 && line.charAt(0) == BYTE_ORDER_MARK) {
            line.get();
        }
        return line.hasRemaining() || next();
    }

    private CharBuffer decoded(byte[] read) {
        try {
            CharBuffer decoded = StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(read));
            if (decoded.chars().anyMatch(character -> character == 0)) {
                throw new DamagedExtract(file, number, "there is a zero byte in the text");
            }
            return decoded;
        } catch (CharacterCodingException e) {
            throw new DamagedExtract(file, number, "the text is not in UTF-8");
        }
    }
}
