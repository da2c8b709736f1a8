package org.painbridge.server.fhirserver;

/** What went wrong, and in which entry of a bundle. */
final class EntryProblem extends RuntimeException {
    private final int index;
    private final RuntimeException problem;

    EntryProblem(int index, RuntimeException problem) {
        super(problem.getMessage(), problem);
        this.index = index;
        this.problem = problem;
    }

    RuntimeException problem() {
        return problem;
    }

    String expression(String inEntry) {
        return "Bundle.entry[" + index + "]" + (inEntry.isEmpty() ? "" : "." + inEntry);
    }
}
