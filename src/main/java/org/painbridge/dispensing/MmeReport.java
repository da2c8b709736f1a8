package org.painbridge.dispensing;

import java.util.List;
import java.util.Optional;

/**
 * Daily morphine equivalents of one patient over a window.
 *
 * @param productSource where the table of products comes from
 * @param agonistTreatment what is for that, for information: in no other figure. Empty if there is none
 * @param byIndication the part of the figures that may be for pain or for agonist treatment: neither product nor record tells
 * @param missing what may have been supplied in the window, but has no place in the history
 * @param curve one entry for each day of the window
 */
public record MmeReport(
        MmeTableId table,
        String productSource,
        MmeWindow window,
        Figures figures,
        Optional<Apart> agonistTreatment,
        Optional<Apart> byIndication,
        List<MmeContribution> contributions,
        List<Missing> missing,
        List<MmeDay> curve) {
    public MmeReport {
        contributions = List.copyOf(contributions);
        missing = List.copyOf(missing);
        curve = List.copyOf(curve);
    }

    /**
     * @param current on the last day of the window
     * @param mean over all days of the window, those without supply included
     * @param peak the highest day
     */
    public record Figures(MmeFigure current, MmeFigure mean, MmeFigure peak) {
        Figures perhapsMore() {
            return new Figures(current.perhapsMore(), mean.perhapsMore(), peak.perhapsMore());
        }
    }

    /** @param dispenses whose supply is in the window */
    public record Apart(int dispenses, Figures figures) {
        Apart perhapsMore() {
            return new Apart(dispenses, figures.perhapsMore());
        }
    }

    /** @param product empty if the drug table lacks it */
    public record Missing(DispenseId dispense, Optional<Product> product, NotComputable reason) {}

    /** Whether all opioid supply known of in the window is in the figures. */
    public boolean complete() {
        return curve.stream().allMatch(day -> day.figure().isComplete());
    }

    /** The same for somebody from whom supplies may be kept: no figure is the whole, and none is zero. */
    public MmeReport perhapsMore() {
        return new MmeReport(
                table,
                productSource,
                window,
                figures.perhapsMore(),
                agonistTreatment.map(Apart::perhapsMore),
                byIndication.map(Apart::perhapsMore),
                contributions,
                missing,
                curve.stream()
                        .map(day -> new MmeDay(day.day(), day.figure().perhapsMore()))
                        .toList());
    }
}
