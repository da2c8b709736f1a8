package org.painbridge.imaging;

import java.util.Collection;
import java.util.List;
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
 * @param procedures value set of the procedures the row speaks about
 * @param indications value sets of the reasons it is for
 * @param redFlags facts that have to be known before it may say "not appropriate"
 * @param asks fact ids in the order in which to ask
 */
public record Scenario(
        String id,
        String version,
        Localized title,
        Urgency urgency,
        int specificity,
        CodeSet procedures,
        List<CodeSet> indications,
        Gates gates,
        Set<String> redFlags,
        List<String> asks,
        List<ImagingOption> options) {
    public Scenario {
        indications = List.copyOf(indications);
        redFlags = Set.copyOf(redFlags);
        asks = List.copyOf(asks);
        options = List.copyOf(options);
    }

    boolean speaksAbout(Code procedure) {
        return procedures.contains(procedure);
    }

    boolean isFor(Collection<Code> reasons) {
        return indications.stream().anyMatch(set -> set.containsAny(reasons));
    }

    Optional<ImagingOption> option(String procedureKey) {
        return options.stream()
                .filter(option -> option.procedureKey().equals(procedureKey))
                .findFirst();
    }

    RuleId rule(String procedureKey) {
        return new RuleId(id, procedureKey);
    }
}
