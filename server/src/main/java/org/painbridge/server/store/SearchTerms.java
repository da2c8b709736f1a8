package org.painbridge.server.store;

import java.util.List;
import java.util.regex.Pattern;
import org.painbridge.server.ErrorCode;

/**
 * The terms of one search: how tokens compare, and how much it may ask of the database. Each value of each parameter is a
 * comparison, for each type of a chain.
 */
final class SearchTerms {
    private static final int MOST_COMPARISONS = 2000;
    private static final int MOST_LINKS = 3;
    private static final int MOST_CRITERIA = 50;
    private static final int MOST_INCLUDES = 50;
    private static final int MOST_SORT_KEYS = 10;
    /** Of one alternative: nothing that long is indexed. */
    private static final int LONGEST_VALUE = 4000;

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
        if (!isShort(name)) {
            long links = LINK.matcher(name).results().count();
            throw tooCostly(name, "A chain follows at most " + MOST_LINKS + " references, this one " + links);
        }
    }

    static boolean isShort(String name) {
        return LINK.matcher(name).results().limit(MOST_LINKS + 1L).count() <= MOST_LINKS;
    }

    /** @throws StoreProblem.Invalid where the search has more criteria than a database plans in good time */
    static void requireFewCriteria(int criteria, String name) {
        requireFew(criteria, MOST_CRITERIA, name, "A search has at most " + MOST_CRITERIA + " criteria");
    }

    /** @throws StoreProblem.Invalid where each page would need too many further searches */
    static void requireFewIncludes(int includes, String name) {
        requireFew(
                includes, MOST_INCLUDES, name, "A search follows at most " + MOST_INCLUDES + " references by " + name);
    }

    /** @throws StoreProblem.Invalid where the order has more keys than anybody looks at */
    static void requireFewSortKeys(int keys) {
        requireFew(keys, MOST_SORT_KEYS, "_sort", "_sort has at most " + MOST_SORT_KEYS + " keys");
    }

    /** @throws StoreProblem.Invalid where one of the alternatives is longer than any value that is stored */
    static void requireShort(String name, List<String> values) {
        if (values.stream().anyMatch(value -> value.length() > LONGEST_VALUE)) {
            throw SearchPlanner.invalid(
                    name,
                    "Search parameter " + name + " has a value of more than " + LONGEST_VALUE
                            + " characters, the limit of this server: send a shorter one");
        }
    }

    private static void requireFew(int count, int most, String name, String message) {
        if (count > most) {
            throw tooCostly(name, message + ", this one " + count + ": send fewer");
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
