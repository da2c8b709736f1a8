package org.painbridge.imaging;

import java.time.Period;
import java.util.List;
import org.painbridge.clinical.Evidence;

/**
 * What is counted of the radiation a person has had. Information only.
 *
 * @param modality of the studies to count, and of the orders to tell it for
 * @param windows how far back to count, one number each
 * @param text with a mark {@code {0}}, {@code {1}} … for each number
 */
public record DosePolicy(
        String modality, List<Period> windows, Localized title, Localized text, List<Evidence> sources) {
    public DosePolicy {
        windows = List.copyOf(windows);
        sources = List.copyOf(sources);
    }
}
