package org.painbridge.dispensing;

/** From which day a refill counts that came before the supply of the same product had run out. */
public enum EarlyRefill {
    /** From its own day: both supplies are summed where they overlap. */
    COUNTED_TWICE,
    /** From the end of the supply before. */
    CARRIED_FORWARD;

    static EarlyRefill parse(String text) {
        return switch (text) {
            case "counted-twice" -> COUNTED_TWICE;
            case "carried-forward" -> CARRIED_FORWARD;
            default -> throw new IllegalArgumentException("neither counted-twice nor carried-forward: " + text);
        };
    }
}
