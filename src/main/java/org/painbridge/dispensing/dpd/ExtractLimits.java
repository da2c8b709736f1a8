package org.painbridge.dispensing.dpd;

/**
 * How large an extract may be; the one of 2026 has 1.45 MB, and holds ten times as much.
 *
 * @param unpacked most bytes of all its files together
 * @param ratio most bytes unpacked for each byte packed; counts from a megabyte on
 */
public record ExtractLimits(long unpacked, int ratio) {
    private static final long SMALL = 1 << 20;
    private static final int USUAL_RATIO = 200;

    public ExtractLimits {
        if (unpacked < 1 || ratio < 1) {
            throw new IllegalArgumentException("Not limits of an extract: " + unpacked + ", " + ratio);
        }
    }

    public static ExtractLimits of(long unpacked) {
        return new ExtractLimits(unpacked, USUAL_RATIO);
    }

    long most(long packed) {
        return Math.min(unpacked, Math.max(SMALL, packed * ratio));
    }
}
