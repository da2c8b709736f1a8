package org.painbridge.server.store.oracle;

/** How a date, number or quantity compares (R4 3.1.1.4.5). */
enum Prefix {
    EQ,
    NE,
    GT,
    LT,
    GE,
    LE,
    SA,
    EB,
    AP;

    /** No prefix means equal. */
    static Prefix of(String value) {
        for (Prefix prefix : values()) {
            if (value.startsWith(prefix.written())) {
                return prefix;
            }
        }
        return EQ;
    }

    String rest(String value) {
        return value.startsWith(written()) ? value.substring(2) : value;
    }

    String written() {
        return switch (this) {
            case EQ -> "eq";
            case NE -> "ne";
            case GT -> "gt";
            case LT -> "lt";
            case GE -> "ge";
            case LE -> "le";
            case SA -> "sa";
            case EB -> "eb";
            case AP -> "ap";
        };
    }
}
