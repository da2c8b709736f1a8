package org.painbridge.careplan;

/**
 * One thing that is wrong with a push.
 *
 * @param expression where, a FHIRPath expression from the root of the request
 * @param fix what is wrong and how to put it right, without any patient data
 */
public record PushProblem(PushReason reason, String expression, String fix) {
    /** For a push identifier that was used before with other content ({@link Repetition#CONFLICT}). */
    public static PushProblem otherContent() {
        return new PushProblem(
                PushReason.PUSH_CONFLICT,
                "Parameters.parameter.where(name='pushIdentifier').value",
                "This push identifier was used before with other content. Use a new one for a new plan;"
                        + " repeat the first content unchanged to get its answer again.");
    }
}
