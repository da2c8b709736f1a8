package org.painbridge.server.patch;

import org.painbridge.server.ErrorCode;

/**
 * What one patch may cost. A few copies that double a resource each would fill any memory.
 *
 * @param operations most operations of a patch
 * @param depth most nested objects and arrays of what it leaves behind
 * @param copied most characters that all its operations copy or move
 * @param looked most characters that its paths look at: those of the resource, for each part of each path
 */
public record PatchLimits(int operations, int depth, long copied, long looked) {
    public PatchLimits {
        if (operations < 1 || depth < 1 || copied < 1 || looked < 1) {
            throw new IllegalArgumentException(
                    "The limits of a patch are above 0: " + operations + ", " + depth + ", " + copied + ", " + looked);
        }
    }

    /** @param expression where a patch of too many operations is refused */
    void requireFew(int sent, String expression) {
        if (sent > operations) {
            throw new PatchProblem(
                    ErrorCode.TOO_COSTLY,
                    expression,
                    "A patch has at most " + operations + " operations: send the resource by PUT instead");
        }
    }
}
