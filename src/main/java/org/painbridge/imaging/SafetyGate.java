package org.painbridge.imaging;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.clinical.Evidence;

/**
 * A question of safety that cuts across all scenarios: it changes no rating, it warns and demotes. Source:
 * design/imaging.md 5.
 *
 * @param applies the procedures it is about
 * @param when what makes it speak
 * @param asks facts to ask for once it speaks, where they are unknown
 * @param demotes whether procedures it is about rank below others of their category while it speaks
 */
public record SafetyGate(
        String id,
        Localized title,
        Applies applies,
        When when,
        List<String> asks,
        SafetyIssue.Severity severity,
        boolean demotes,
        Localized text,
        List<Evidence> sources) {
    public SafetyGate {
        asks = List.copyOf(asks);
        sources = List.copyOf(sources);
    }

    /**
     * By modality and contrast in the words of table imaging-procedures, and by region where it matters.
     *
     * @param contrasts empty for any
     * @param regions empty for any
     */
    public record Applies(Set<String> modalities, Set<String> contrasts, Set<String> regions) {
        public Applies {
            modalities = Set.copyOf(modalities);
            contrasts = Set.copyOf(contrasts);
            regions = Set.copyOf(regions);
        }

        boolean to(Procedure procedure) {
            return modalities.contains(procedure.modality())
                    && (contrasts.isEmpty() || contrasts.contains(procedure.contrast()))
                    && (regions.isEmpty() || regions.contains(procedure.region()));
        }
    }

    /**
     * @param all each is known to be met
     * @param any one is known to be met, when there are any
     * @param none none is known to be met
     * @param unknown nothing is known of each
     */
    public record When(List<String> all, List<String> any, List<String> none, List<String> unknown) {
        public When {
            all = List.copyOf(all);
            any = List.copyOf(any);
            none = List.copyOf(none);
            unknown = List.copyOf(unknown);
        }
    }

    /**
     * What it says. {@code {0}} of its text is what the sources call what they hold.
     *
     * @param facts that made it speak
     * @param rests on which data it rests
     */
    SafetyIssue issue(List<String> facts, List<Question> questions, List<FindingSource> rests) {
        String names = rests.stream()
                .map(source -> Optional.ofNullable(source.name()).orElse(source.reference()))
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
        List<String> implicated =
                rests.stream().map(FindingSource::reference).distinct().sorted().toList();
        return new SafetyIssue(id, severity, title, text.with("{0}", names), facts, questions, implicated, sources);
    }

    /** All facts that it looks at. */
    List<String> facts() {
        return Stream.of(when.all(), when.any(), when.none(), when.unknown(), asks)
                .flatMap(List::stream)
                .distinct()
                .toList();
    }
}
