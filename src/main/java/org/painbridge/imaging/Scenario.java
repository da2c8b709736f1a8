package org.painbridge.imaging;

import java.time.Period;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;

/**
 * One row of the guideline table.
 *
 * @param id for example {@code S01}
 * @param version of this row
 * @param specificity the higher wins when several scenarios match
 * @param redFlags facts that have to be known before it may say "not appropriate"
 * @param asks fact ids in the order in which to ask
 * @param repeatWindows by modality, how soon the same study is a repeat; where none, that of the pack holds
 */
public record Scenario(
        String id,
        String version,
        Localized title,
        Urgency urgency,
        Phase phase,
        int specificity,
        Match match,
        Gates gates,
        Set<String> redFlags,
        List<String> asks,
        Map<String, Period> repeatWindows,
        List<ImagingOption> options) {
    public Scenario {
        redFlags = Set.copyOf(redFlags);
        asks = List.copyOf(asks);
        repeatWindows = Map.copyOf(repeatWindows);
        options = List.copyOf(options);
    }

    public List<CodeSet> indications() {
        return match.indications();
    }

    /** Of the body part it is about, or rated by one of its cells. */
    public boolean speaksAbout(Procedure procedure) {
        return match.isOf(procedure) || option(procedure.key()).isPresent();
    }

    boolean isFor(Collection<Code> reasons) {
        return match.isFor(reasons);
    }

    Optional<ImagingOption> option(String procedureKey) {
        return options.stream()
                .filter(option -> option.procedureKey().equals(procedureKey))
                .findFirst();
    }

    /** Whether it matches the same orders under the same facts. */
    boolean hasConditionsOf(Scenario other) {
        return urgency == other.urgency
                && specificity == other.specificity
                && gates.equals(other.gates)
                && redFlags.equals(other.redFlags)
                && match.equals(other.match);
    }

    /** With other cells. */
    Scenario with(List<ImagingOption> others) {
        return new Scenario(
                id, version, title, urgency, phase, specificity, match, gates, redFlags, asks, repeatWindows, others);
    }

    RuleId rule(String procedureKey) {
        return new RuleId(id, procedureKey);
    }
}
