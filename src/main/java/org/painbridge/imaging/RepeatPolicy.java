package org.painbridge.imaging;

import java.time.Period;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.clinical.Evidence;

/**
 * When a study is a repeat of an earlier one of the same modality, of the same region or of one that contains it.
 *
 * @param windows by modality
 * @param longer windows of special cases; where several hold, the longest
 * @param contains by region, those that its studies show, too
 * @param overrides facts of which one, when met, is reason enough to repeat; so is any emergent red flag
 */
public record RepeatPolicy(
        Map<String, Period> windows,
        List<Longer> longer,
        Map<String, Set<String>> contains,
        List<String> overrides,
        Localized title,
        Localized text,
        List<Evidence> sources) {
    public RepeatPolicy {
        windows = Map.copyOf(windows);
        longer = List.copyOf(longer);
        contains = Map.copyOf(contains);
        overrides = List.copyOf(overrides);
        sources = List.copyOf(sources);
    }

    /** @param normal whether it is only about studies that were normal */
    public record Longer(Set<String> modalities, Set<String> regions, boolean normal, Period window) {
        public Longer {
            modalities = Set.copyOf(modalities);
            regions = Set.copyOf(regions);
        }

        boolean isFor(PriorStudy study) {
            return modalities.contains(study.procedure().modality())
                    && regions.contains(study.procedure().region())
                    && (study.normal() || !normal);
        }
    }

    /** Whether the earlier study has shown what is ordered. */
    boolean repeats(PriorStudy.Part earlier, PriorStudy.Part ordered) {
        return earlier.modality().equals(ordered.modality())
                && (earlier.region().equals(ordered.region())
                        || contains.getOrDefault(earlier.region(), Set.of()).contains(ordered.region()));
    }

    /** How long after the study another is a repeat; the scenario's own word goes before the policy's. */
    public Optional<Period> window(PriorStudy study, Map<String, Period> scenario) {
        String modality = study.procedure().modality();
        if (scenario.containsKey(modality)) {
            return Optional.ofNullable(scenario.get(modality));
        }
        Stream<Period> usual = Stream.ofNullable(windows.get(modality));
        Stream<Period> special = longer.stream().filter(one -> one.isFor(study)).map(Longer::window);
        return Stream.concat(usual, special).max(Comparator.comparingLong(Period::toTotalMonths));
    }
}
