package org.painbridge.server.store;

import java.util.Collection;

/** Which codes a search by {@code :in}, {@code :not-in}, {@code :below} and {@code :above} means. */
public interface CodeMembership {

    /** A code as searches compare it: system and code, nothing else. */
    record Code(String system, String code) {}

    /**
     * The codes of a value set.
     *
     * @param urlOrReference its canonical, with {@code |version} or not, or {@code ValueSet/id}
     * @throws UnknownCodes where the value set, or a code system that it takes codes from, is not here
     */
    Collection<Code> ofValueSet(String urlOrReference) throws UnknownCodes;

    /**
     * The code and those that it subsumes.
     *
     * @throws UnknownCodes where the code or its system is not here
     */
    Collection<Code> below(String system, String code) throws UnknownCodes;

    /**
     * The code and those that subsume it.
     *
     * @throws UnknownCodes where the code or its system is not here
     */
    Collection<Code> above(String system, String code) throws UnknownCodes;

    /** Codes cannot be told; the message says what is not known, and how to load it. */
    final class UnknownCodes extends Exception {
        public UnknownCodes(String message) {
            super(message);
        }
    }
}
