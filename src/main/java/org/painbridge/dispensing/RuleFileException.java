package org.painbridge.dispensing;

/** A file of rules or parameters that cannot be used; the message is {@code file:line: reason}. */
public final class RuleFileException extends IllegalArgumentException {
    private static final long serialVersionUID = 1L;

    RuleFileException(String file, int line, String reason) {
        super(file + ":" + line + ": " + reason);
    }
}
