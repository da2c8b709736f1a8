package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;

/**
 * A cell of the guideline table: how one procedure is rated in one scenario.
 *
 * @param procedureKey key of the procedure, or {@link #NO_IMAGING}
 * @param score on the guideline's 1 to 9 scale; empty when the source read gives none
 * @param disagreement the panel did not agree
 * @param strength of the recommendation, in the words of the pack
 * @param radiation relative radiation level with its scale
 */
public record ImagingOption(
        String procedureKey,
        Category category,
        Optional<Integer> score,
        boolean disagreement,
        String strength,
        Code radiation,
        Localized rationale,
        List<Evidence> sources) {
    /** Stands for "no imaging" among the alternatives. */
    public static final String NO_IMAGING = "no-imaging";

    public ImagingOption {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A rating without a source: " + procedureKey);
        }
        sources = List.copyOf(sources);
    }
}
