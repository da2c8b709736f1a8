package org.painbridge.imaging;

/** A file of a guideline pack that cannot be used. Says where and why; a pack is used whole or not at all. */
public final class RuleFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RuleFileException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }
}
