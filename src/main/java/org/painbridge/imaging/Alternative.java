package org.painbridge.imaging;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.painbridge.clinical.Code;

/**
 * Another way to go than the order.
 *
 * @param rule the cell that speaks for it
 * @param procedure what to order instead; empty when the alternative is no imaging
 * @param cautions ids of the safety gates that speak about it and rank it down
 * @param placement how it stands to the order; empty when the order itself has no rating
 */
public record Alternative(
        RuleId rule,
        Optional<Procedure> procedure,
        Localized title,
        ImagingOption option,
        Optional<Placement> placement,
        List<String> cautions) {
    public Alternative {
        cautions = List.copyOf(cautions);
    }

    Alternative forReasons(Collection<Code> reasons) {
        ImagingOption own = option.forReasons(reasons);
        return own == option ? this : new Alternative(rule, procedure, title, own, placement, cautions);
    }

    /** Whether it ranks above the order. */
    public boolean isBetter() {
        return placement.map(Placement::above).orElse(true);
    }

    /** Whether it is the same examination, and as much better than the order. */
    boolean standsLike(Alternative other) {
        return option.procedureKey().equals(other.option.procedureKey()) && isBetter() == other.isBetter();
    }

    /** Above or below the order, and the first ranking key that says so. */
    public record Placement(boolean above, Key key) {}

    /** The keys of the ranking, strongest first. */
    public enum Key {
        CATEGORY("category"),
        /** Whether a question of safety speaks against it. */
        SAFETY("safety"),
        MODALITY("modality"),
        RADIATION("radiation"),
        SCORE("score"),
        PANEL_ORDER("panel-order");

        private final String code;

        Key(String code) {
            this.code = code;
        }

        public String code() {
            return code;
        }
    }
}
