package org.painbridge.server.terminology;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How the meanings of two codes of one code system relate; the names are those of FHIR. */
enum Subsumption {
    EQUIVALENT("equivalent"),
    SUBSUMES("subsumes"),
    SUBSUMED_BY("subsumed-by"),
    NOT_SUBSUMED("not-subsumed");

    private final String code;

    Subsumption(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    /** Empty for another name than those of FHIR. */
    static Optional<Subsumption> ofCode(@Nullable String code) {
        return Arrays.stream(values()).filter(known -> known.code.equals(code)).findFirst();
    }

    /** @throws NotHere where a code does not exist, or where this cannot be told */
    static Subsumption of(Codes codes, String first, String second) {
        Concept a = codes.require(first);
        Concept b = codes.require(second);
        if (a.code().equals(b.code())) {
            return EQUIVALENT;
        }
        if (holds(codes.below(first), b)) {
            return SUBSUMES;
        }
        if (holds(codes.above(first), b)) {
            return SUBSUMED_BY;
        }
        if (!codes.complete()) {
            throw NotHere.restOf(codes.system());
        }
        return NOT_SUBSUMED;
    }

    private static boolean holds(List<Concept> concepts, Concept wanted) {
        return concepts.stream().anyMatch(concept -> concept.code().equals(wanted.code()));
    }
}
