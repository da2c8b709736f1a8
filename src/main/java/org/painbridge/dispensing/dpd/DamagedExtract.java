package org.painbridge.dispensing.dpd;

/** An extract that cannot be relied on; the message is {@code file:line: reason}, or {@code file: reason}. */
public final class DamagedExtract extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    DamagedExtract(String file, String reason) {
        super(file + ": " + reason);
    }

    DamagedExtract(String file, long line, String reason) {
        this(file + ":" + line, reason);
    }
}
