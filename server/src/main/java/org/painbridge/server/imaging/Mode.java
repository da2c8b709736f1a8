package org.painbridge.server.imaging;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What becomes of a decision. */
public enum Mode {
    /** Stored and signed. */
    LIVE,
    /** Only its facts are kept, without who it was about: to see what the rules would say before anybody is told. */
    SHADOW,
    /** Nothing is kept. */
    SIMULATE;

    static Optional<Mode> of(String code) {
        return Arrays.stream(values()).filter(mode -> mode.code().equals(code)).findFirst();
    }

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
