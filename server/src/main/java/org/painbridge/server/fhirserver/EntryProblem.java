package org.painbridge.server.fhirserver;

/** What went wrong, and in which entry of a bundle. */
final class EntryProblem extends RuntimeException {
    private final int index;
    private final String place;
    private final RuntimeException problem;

    /** @param place where in the entry, unless the problem knows it better */
    EntryProblem(int index, String place, RuntimeException problem) {
        super(problem.getMessage(), problem);
        this.index = index;
        this.place = place;
        this.problem = problem;
    }

    RuntimeException problem() {
        return problem;
    }

    /**
     * @param known where the problem itself says it is; a header or parameter of HTTP is none in an entry, what begins with a
     *     type ({@code Observation.subject}) is in the entry's resource, and an operation of a patch in its data
     */
    String expression(String known) {
        return expression(index, place, known);
    }

    /** The same of a problem that an answer tells. */
    static String expression(int index, String place, String known) {
        if (known.startsWith("[")) {
            return "Bundle.entry[" + index + "].resource.data" + known;
        }
        String inEntry = known.isEmpty() || known.startsWith("http.")
                ? place
                : known.replaceFirst("^[A-Z][A-Za-z]+(?=\\.|$)", "resource");
        return "Bundle.entry[" + index + "]" + (inEntry.isEmpty() ? "" : "." + inEntry);
    }
}
