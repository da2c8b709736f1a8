package org.painbridge.server.notification;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A header that a receiver wants with each message, such as {@code Authorization: Bearer ...}: its value is a secret.
 *
 * @param value as it was sent, or sealed
 */
record ChannelHeader(String name, String value) {
    private static final int LONGEST = 2000;
    /** With its name and sealed for the longest endpoint. */
    private static final int LONGEST_SEALED = 8000;
    /** A token of RFC 9110, and one line of visible characters; blanks are tried once only. */
    private static final Pattern FORM =
            Pattern.compile("([A-Za-z0-9!#$%&'*+.^_`|~-]{1,100}+):[ \\t]*+([!-~](?:[ -~]*[!-~])?)");
    /** What says how a message travels, or what it is. */
    private static final Set<String> OURS = Set.of(
            "host",
            "connection",
            "keep-alive",
            "te",
            "trailer",
            "transfer-encoding",
            "upgrade",
            "expect",
            "accept-encoding",
            "user-agent",
            "forwarded",
            "via");

    private static final Set<String> OURS_FROM = Set.of("content-", "proxy-", "x-forwarded-", "sec-");

    /** @throws org.painbridge.server.fhirserver.RequestProblem if it is none that may be sent; it quotes nothing of it */
    static ChannelHeader of(String text) {
        Matcher matcher = FORM.matcher(text);
        if (text.length() > LONGEST_SEALED || !matcher.matches()) {
            throw SubscriptionReader.problem(
                    "channel.header",
                    "A header is one line, Name: value, of visible ASCII characters, at most " + LONGEST + " of them");
        }
        ChannelHeader header = new ChannelHeader(matcher.group(1), matcher.group(2));
        String name = header.name.toLowerCase(Locale.ROOT);
        if (OURS.contains(name) || OURS_FROM.stream().anyMatch(name::startsWith)) {
            throw SubscriptionReader.problem(
                    "channel.header", "The header " + header.name + " is this server's to say: leave it out");
        }
        if (!HeaderSeal.isSealed(header) && header.value.length() > LONGEST) {
            throw SubscriptionReader.problem(
                    "channel.header", "The value of a header has at most " + LONGEST + " characters");
        }
        return header;
    }

    /** As FHIR has it. */
    String text() {
        return name + ": " + value;
    }

    /** Without the value. */
    @Override
    public String toString() {
        return "ChannelHeader[name=" + name + "]";
    }
}
