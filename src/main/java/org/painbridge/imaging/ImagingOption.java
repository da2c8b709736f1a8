package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Evidence;

/**
 * A cell of the guideline table: how one procedure is rated in one scenario.
 *
 * @param procedureKey key of the procedure, or {@link #NO_IMAGING}
 * @param category after all moves
 * @param score on the guideline's 1 to 9 scale; empty when the source read gives none
 * @param disagreement the panel did not agree
 * @param strength of the recommendation, in the words of the pack
 * @param radiation relative radiation level with its scale
 * @param moves of overlays, in their order; empty when all sources agree or none of them is laid over
 * @param insurance whether the public plan pays; empty when no overlay says
 */
public record ImagingOption(
        String procedureKey,
        Category category,
        Optional<Integer> score,
        boolean disagreement,
        String strength,
        Code radiation,
        Localized rationale,
        List<Evidence> sources,
        List<OverlayMove> moves,
        Optional<Insurance> insurance) {
    /** Stands for "no imaging" among the alternatives. */
    public static final String NO_IMAGING = "no-imaging";

    public ImagingOption {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A rating without a source: " + procedureKey);
        }
        sources = List.copyOf(sources);
        moves = List.copyOf(moves);
    }

    /** As a rules file has it, with nothing laid over. */
    public ImagingOption(
            String procedureKey,
            Category category,
            Optional<Integer> score,
            boolean disagreement,
            String strength,
            Code radiation,
            Localized rationale,
            List<Evidence> sources) {
        this(
                procedureKey,
                category,
                score,
                disagreement,
                strength,
                radiation,
                rationale,
                sources,
                List.of(),
                Optional.empty());
    }

    ImagingOption moved(OverlayMove move) {
        return new ImagingOption(
                procedureKey,
                move.to(),
                score,
                disagreement,
                strength,
                radiation,
                rationale,
                sources,
                Stream.concat(moves.stream(), Stream.of(move)).toList(),
                insurance);
    }

    ImagingOption insured(Insurance said) {
        return new ImagingOption(
                procedureKey,
                category,
                score,
                disagreement,
                strength,
                radiation,
                rationale,
                sources,
                moves,
                Optional.of(said));
    }
}
