package org.painbridge.dispensing;

import java.util.List;

/**
 * Daily morphine equivalents of one patient over a window.
 *
 * @param curve one entry for each day of the window
 */
public record MmeReport(
        MmeTableId table, MmeWindow window, Figures figures, List<MmeContribution> contributions, List<MmeDay> curve) {
    public MmeReport {
        contributions = List.copyOf(contributions);
        curve = List.copyOf(curve);
    }

    /**
     * @param current on the last day of the window
     * @param mean over all days of the window, those without supply included
     * @param peak the highest day
     */
    public record Figures(MmeFigure current, MmeFigure mean, MmeFigure peak) {}

    /** Whether all opioid supply known of in the window is in the figures. */
    public boolean complete() {
        return curve.stream().allMatch(day -> day.figure().isComplete());
    }
}
