package org.painbridge.server.fhirserver;

import java.util.regex.Pattern;

/** The text of a narrative as JSON carries it; what is in it, {@link NarrativeChecks} looks at once it is read. */
final class NarrativeForms {
    static final String DIV = "one div of XHTML with something in it";

    private static final String START = "\\s*(?:<\\?xml[^<>]*\\?>\\s*)?<";
    private static final Pattern BEGINNING = Pattern.compile(START + "(?:\\w+:)?div[\\s/>]");
    private static final Pattern EMPTY = Pattern.compile(START + "[^<>]*(?:/>|>\\s*</[^<>]*>)\\s*");

    private NarrativeForms() {}

    /** @param empty whether nothing may be in it */
    static boolean isDiv(String text, boolean empty) {
        return BEGINNING.matcher(text).lookingAt()
                && (empty || !EMPTY.matcher(text).matches());
    }
}
