package org.painbridge.server.imaging.signing;

/** What the signature of a token is worth. */
public sealed interface Verification {
    /** This server signed it. */
    record Signed(DecisionClaims claims) implements Verification {}

    /** The key is none of this server, or is published no longer. */
    record UnknownKey() implements Verification {}

    /** Not a token of ours, or changed since. */
    record Invalid() implements Verification {}
}
