package org.painbridge.server.terminology;

import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.ErrorCode;

/** What a question is about is not on this server, so it cannot be answered: neither yes nor no. */
final class NotHere extends RuntimeException {
    private static final String LOAD =
            ". Load it (docs/terminology.md says how), or name a terminology server that has it"
                    + " (painbridge.terminology.remote-url)";

    private final ErrorCode code;
    private final boolean partial;

    private NotHere(ErrorCode code, String message) {
        this(code, message, false);
    }

    private NotHere(ErrorCode code, String message, boolean partial) {
        super(message, null, false, false);
        this.code = code;
        this.partial = partial;
    }

    static NotHere valueSet(String canonical) {
        return new NotHere(ErrorCode.UNKNOWN_VALUE_SET, "The value set " + canonical + " is not on this server" + LOAD);
    }

    static NotHere codeSystem(String canonical) {
        return new NotHere(
                ErrorCode.UNKNOWN_CODE_SYSTEM, "The code system " + canonical + " is not on this server" + LOAD);
    }

    /** Only a part of the codes is here, and the one in question is not among them. */
    static NotHere restOf(String system) {
        return new NotHere(
                ErrorCode.UNKNOWN_CODE_SYSTEM,
                "Only a part of the code system " + system + " is on this server" + LOAD,
                true);
    }

    static NotHere code(String system, String code) {
        return new NotHere(ErrorCode.UNKNOWN_CODE, "The code system " + system + " has no code " + code);
    }

    static NotHere conceptMap(String canonical) {
        return new NotHere(
                ErrorCode.UNKNOWN_CONCEPT_MAP, "The concept map " + canonical + " is not on this server" + LOAD);
    }

    /** The definition is here, but asks for something that this server does not evaluate. */
    static NotHere unsupported(String what) {
        return new NotHere(ErrorCode.UNSUPPORTED_DEFINITION, what + " is not evaluated by this server");
    }

    /** The same, with what came of asking another server. */
    NotHere elsewhere(RemoteTerminology.Reply reply) {
        String outcome = switch (reply) {
            case RemoteTerminology.Reply.Silent() ->
                ". The terminology server that was asked did not answer: try again later";
            case RemoteTerminology.Reply.Unknown() -> ". The terminology server that was asked does not know it either";
            case RemoteTerminology.Reply.Answered(Resource other) ->
                ". The terminology server that was asked answered with " + other.fhirType() + ", which does not help";
        };
        return new NotHere(code, message() + outcome);
    }

    ErrorCode code() {
        return code;
    }

    /** Some of the codes are here all the same. */
    boolean partial() {
        return partial;
    }

    String message() {
        return String.valueOf(getMessage());
    }
}
