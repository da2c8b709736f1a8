package org.painbridge.imaging;

import java.util.Collection;
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
 * @param insuredFor whether it pays for orders with certain reasons, which goes before; the first that fits holds
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
        Optional<Insurance> insurance,
        List<Insurance> insuredFor) {
    /** Stands for "no imaging" among the alternatives. */
    public static final String NO_IMAGING = "no-imaging";
    /** What is said where several overlays moved a cell. */
    public static final Localized DISPUTED = new Localized(
            "The overlays do not agree; the last one holds.",
            "Les surcouches ne s'accordent pas; la dernière l'emporte.");

    public ImagingOption {
        if (sources.isEmpty()) {
            throw new IllegalArgumentException("A rating without a source: " + procedureKey);
        }
        sources = List.copyOf(sources);
        moves = List.copyOf(moves);
        insuredFor = List.copyOf(insuredFor);
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
                Optional.empty(),
                List.of());
    }

    /** Whether several overlays moved it, so that they say different things; the last one laid holds. */
    public boolean isDisputed() {
        return moves.size() > 1;
    }

    /** What the category rests on: the last move, else the ratings of the rules. */
    public List<Evidence> deciding() {
        return moves.isEmpty() ? sources : moves.getLast().sources();
    }

    /** Why, what overlays moved, and whether the plan pays, a text for each. */
    public Stream<Localized> said() {
        Stream<Localized> moved = moves.stream().map(OverlayMove::said);
        Stream<Localized> disputed = isDisputed() ? Stream.of(DISPUTED) : Stream.empty();
        Stream<Localized> paid = paying().map(Insurance::said);
        return Stream.of(Stream.of(rationale), moved, disputed, paid).flatMap(texts -> texts);
    }

    /** All that {@link #said} rests on. */
    public Stream<Evidence> cited() {
        Stream<Evidence> moved = moves.stream().flatMap(move -> move.sources().stream());
        Stream<Evidence> paid = paying().flatMap(paying -> paying.sources().stream());
        return Stream.of(sources.stream(), moved, paid).flatMap(all -> all).distinct();
    }

    /** Whether the public plan pays; empty for no imaging, which nobody pays for. */
    public Optional<Insurance> coverage() {
        return procedureKey.equals(NO_IMAGING) ? Optional.empty() : Optional.of(insurance.orElse(Insurance.NOT_KNOWN));
    }

    private Stream<Insurance> paying() {
        return Stream.concat(coverage().stream(), insuredFor.stream());
    }

    /** As it is for an order with these reasons: whether the plan pays may depend on them. */
    ImagingOption forReasons(Collection<Code> reasons) {
        if (insuredFor.isEmpty()) {
            return this;
        }
        Optional<Insurance> own =
                insuredFor.stream().filter(paying -> paying.isFor(reasons)).findFirst();
        return paidFor(own.or(() -> insurance), List.of());
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
                insurance,
                insuredFor);
    }

    /** What a later overlay says goes before what an earlier one did. */
    ImagingOption insured(Insurance said) {
        return said.whenFor().isEmpty()
                ? paidFor(Optional.of(said), List.of())
                : paidFor(
                        insurance,
                        Stream.concat(Stream.of(said), insuredFor.stream()).toList());
    }

    private ImagingOption paidFor(Optional<Insurance> always, List<Insurance> byReason) {
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
                always,
                byReason);
    }
}
