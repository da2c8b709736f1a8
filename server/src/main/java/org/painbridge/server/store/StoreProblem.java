package org.painbridge.server.store;

import java.time.Instant;
import org.painbridge.server.ErrorCode;

/** A refusal of the store. {@code fhirserver/ProblemTranslator} turns it into an answer. */
public abstract sealed class StoreProblem extends RuntimeException {
    private StoreProblem(String message) {
        super(message);
    }

    private StoreProblem(String message, Throwable cause) {
        super(message, cause);
    }

    /** No such resource, or no such version of it. */
    public static final class NotFound extends StoreProblem {
        public NotFound(String what) {
            super(what + " is not known here");
        }
    }

    /** The resource was deleted. */
    public static final class Gone extends StoreProblem {
        public Gone(String what, Instant when) {
            super(what + " was deleted at " + when);
        }
    }

    /** The caller's {@code If-Match} names a version that is no longer current, or {@code If-None-Match} asks that none is. */
    public static final class StaleVersion extends StoreProblem {
        private final String header;

        public StaleVersion(String what, int expected, int current) {
            super("If-Match names version " + expected + " of " + what + ", the current version is " + current
                    + ": read it again and apply your change to that");
            header = "If-Match";
        }

        /** Nothing is there, so no version of it is current. */
        public StaleVersion(String what, int expected) {
            super("If-Match names version " + expected + " of " + what
                    + ", which is not here, or not any more: send the request without If-Match to create it");
            header = "If-Match";
        }

        /** Something is there, where nothing was to be. */
        public StaleVersion(String what) {
            super("If-None-Match: * asks that nothing is there yet, but " + what
                    + " is: read it, and send your change with If-Match");
            header = "If-None-Match";
        }

        /** Of the two, that by which it was refused. */
        public String header() {
            return header;
        }
    }

    /** A conditional request matches several resources. */
    public static final class SeveralMatches extends StoreProblem {
        private final String expression;

        /** @param expression where the condition stands */
        public SeveralMatches(String expression, String query) {
            super("The condition matches more than one resource: " + query + ". Narrow it, such as by an identifier");
            this.expression = expression;
        }

        public String expression() {
            return expression;
        }
    }

    /** An update by criteria that match nothing would create the resource under the id of another. */
    public static final class IdTaken extends StoreProblem {
        public IdTaken(String what, String query) {
            super(what + " is here, but " + query
                    + " does not match it: correct the id or the condition, or leave the id out");
        }
    }

    /** What would be written over is outside the access scope of the caller. */
    public static final class Denied extends StoreProblem {
        public Denied(String what) {
            this(what, " is not open to you: write under another id, or let the server give one");
        }

        private Denied(String what, String why) {
            super(what + why);
        }

        /** Of what somebody else has of a type. */
        static Denied toRead(String type, String patient) {
            return new Denied(
                    "Patient/" + patient,
                    ": this tells of each " + type
                            + ", and those of this patient are not open to you: ask with a scope that reaches them");
        }

        /** Of a change to something that can be seen, or to what could not be seen afterwards. */
        static Denied toChange(String what) {
            return new Denied(what, " is not yours to write as it is, or as it would be: it is about others");
        }
    }

    /** Two requests wrote the same thing at once; the caller may try again. */
    public static final class Conflict extends StoreProblem {
        public Conflict(String message) {
            super(message);
        }

        public Conflict(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** What was asked cannot be understood. */
    public static final class Invalid extends StoreProblem {
        private final ErrorCode code;
        private final String expression;

        public Invalid(ErrorCode code, String expression, String message) {
            super(message);
            this.code = code;
            this.expression = expression;
        }

        public ErrorCode code() {
            return code;
        }

        /** Where: a FHIRPath expression, or {@code http.<parameter>} for a search parameter. */
        public String expression() {
            return expression;
        }
    }

    /** The disk of the database is full. */
    public static final class StorageFull extends StoreProblem {
        public StorageFull(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /** The database does not answer, or all its connections stay busy. */
    public static final class Unavailable extends StoreProblem {
        public Unavailable(String message, Throwable cause) {
            super(message, cause);
        }
    }
}
