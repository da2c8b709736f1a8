package org.painbridge.server.patch;

/**
 * What one patch may cost. A few copies that double a resource each would fill any memory.
 *
 * @param operations most operations of a patch
 * @param depth most nested objects and arrays of what it leaves behind
 * @param copied most characters and elements that all its operations copy or move
 */
public record PatchLimits(int operations, int depth, long copied) {
    public PatchLimits {
        if (operations < 1 || depth < 1 || copied < 1) {
            throw new IllegalArgumentException(
                    "The limits of a patch are above 0: " + operations + ", " + depth + ", " + copied);
        }
    }
}
