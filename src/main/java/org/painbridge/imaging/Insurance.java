package org.painbridge.imaging;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;

/**
 * Whether the public plan pays: an axis of its own, beside the category. Source: OHIP INFOBulletins.
 *
 * @param plan how people call it
 * @param whenFor reasons of an order of which it has one; empty where the reason does not matter
 */
public record Insurance(State state, Localized plan, Localized reason, List<Evidence> sources, List<CodeSet> whenFor) {
    /** Where no overlay says anything: that is not "no". */
    static final Insurance NOT_KNOWN = new Insurance(
            State.UNDETERMINED,
            new Localized("Public plan", "Régime public"),
            new Localized("No payment rule is known here.", "Aucune règle de paiement n'est connue ici."),
            List.of(),
            List.of());

    public Insurance {
        sources = List.copyOf(sources);
        whenFor = List.copyOf(whenFor);
    }

    boolean isFor(Collection<Code> reasons) {
        return whenFor.stream().anyMatch(set -> set.containsAny(reasons));
    }

    /** Whether it pays, and why. */
    public Localized said() {
        return new Localized(
                plan.en() + ": " + state.title.en() + ". " + reason.en(),
                plan.fr() + " : " + state.title.fr() + ". " + reason.fr());
    }

    /** Codes: CodeSystem ohip-eligibility. */
    public enum State {
        INSURED("yes", "insured", "Insured", new Localized("insured", "assuré")),
        NOT_INSURED("no", "not-insured", "Not insured", new Localized("not insured", "non assuré")),
        UNDETERMINED("unknown", "undetermined", "Undetermined", new Localized("not known", "inconnu"));

        private final String word;
        private final String code;
        private final String display;
        private final Localized title;

        State(String word, String code, String display, Localized title) {
            this.word = word;
            this.code = code;
            this.display = display;
            this.title = title;
        }

        public String code() {
            return code;
        }

        /** As the code system has it. */
        public String display() {
            return display;
        }

        /** As an overlay writes it: yes, no or unknown. */
        static State of(String word) {
            return Arrays.stream(values())
                    .filter(state -> state.word.equals(word))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("Expected yes, no or unknown, not " + word));
        }
    }
}
