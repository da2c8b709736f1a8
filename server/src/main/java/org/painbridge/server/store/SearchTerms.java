package org.painbridge.server.store;

import java.util.regex.Pattern;
import org.painbridge.server.ErrorCode;

/**
 * The terms of one search: how tokens compare, and how much it may ask of the database. Each value of each parameter is a
 * comparison, for each type of a chain.
 */
final class SearchTerms {
    private static final int MOST_COMPARISONS = 2000;
    private static final int MOST_LINKS = 3;
    private static final Pattern LINK = Pattern.compile("\\.|_has:");

    private final boolean exactTokens;
    private int left = MOST_COMPARISONS;

    SearchTerms(boolean exactTokens) {
        this.exactTokens = exactTokens;
    }

    boolean exactTokens() {
        return exactTokens;
    }

    /** @throws StoreProblem.Invalid where the chain, forward or backward, is too long to follow */
    static void requireShort(String name) {
        long links = LINK.matcher(name).results().count();
        if (links > MOST_LINKS) {
            throw tooCostly(name, "A chain follows at most " + MOST_LINKS + " references, this one " + links);
        }
    }

    /** @throws StoreProblem.Invalid where the search compares too much */
    void spend(String name, int comparisons) {
        left -= comparisons;
        if (left < 0) {
            throw tooCostly(
                    name,
                    "This search needs more than " + MOST_COMPARISONS
                            + " comparisons: name the types of its chains, as in subject:Patient.name, or send fewer values");
        }
    }

    private static StoreProblem.Invalid tooCostly(String name, String message) {
        return new StoreProblem.Invalid(ErrorCode.TOO_COSTLY, "http." + name, message);
    }
}
