package org.painbridge.imaging;

import java.util.List;
import org.painbridge.clinical.Evidence;

/**
 * Another category that an overlay gives a cell, and why. The conflict is shown, not hidden.
 *
 * @param overlay id of the overlay: {@code cwc}, {@code ohip} or that of a site
 * @param title how people call the overlay
 * @param from the category before
 */
public record OverlayMove(
        String overlay, Localized title, Category from, Category to, Localized reason, List<Evidence> sources) {
    public OverlayMove {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A move without a source: " + overlay);
        }
        sources = List.copyOf(sources);
    }

    /** Who moved it from what to what, and why. */
    public Localized said() {
        return new Localized(
                title.en() + ": from \"" + from.title().en() + "\" to \""
                        + to.title().en() + "\". " + reason.en(),
                title.fr() + " : de « " + from.title().fr() + " » à « "
                        + to.title().fr() + " ». " + reason.fr());
    }
}
