package org.painbridge.server.careplan.figures;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/** The counts and medians of a scope, before any is withheld. */
final class Counts {
    /** Of which count each is a part: small differences tell as much as small counts. */
    private static final Map<String, List<String>> PART_OF = Map.of(
            "acknowledged", List.of("asked"),
            "decided", List.of("asked", "acknowledged"),
            "accepted", List.of("decided"),
            "in-time", List.of("decided"),
            "activities-accepted", List.of("activities"),
            "activities-declined", List.of("activities"),
            "activities-done", List.of("activities-accepted"));

    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Double> medians = new HashMap<>();

    Counts count(String name, long count) {
        counts.put(name, count);
        return this;
    }

    Counts median(String name, double median) {
        medians.put(name, median);
        return this;
    }

    /**
     * What is shown of them.
     *
     * @param least the smallest count that is; 0 tells of nobody and is, too
     */
    List<Figure> shown(int least) {
        List<Figure> shown = new ArrayList<>();
        shown.add(time("referral-to-plan", "referrals", "referrals", "d", least));
        shown.add(time("push-to-acknowledgement", "acknowledged", "asked", "h", least));
        shown.add(time("push-to-decision", "decided", "asked", "d", least));
        shown.add(share("answered-in-time", "in-time", "decided", least));
        shown.add(share("plans-accepted", "accepted", "decided", least));
        shown.add(share("activities-accepted", "activities-accepted", "activities", least));
        shown.add(share("activities-declined", "activities-declined", "activities", least));
        shown.add(share("activities-done", "activities-done", "activities-accepted", least));
        return shown;
    }

    private Figure time(String code, String part, String whole, String unit, int least) {
        boolean enough = of(part) >= least && visible(part, least).isPresent();
        OptionalDouble median = enough ? OptionalDouble.of(medians.getOrDefault(part, 0.0)) : OptionalDouble.empty();
        return new Figure(code, visible(part, least), visible(whole, least), median, unit);
    }

    private Figure share(String code, String part, String whole, int least) {
        OptionalLong numerator = visible(part, least);
        OptionalLong denominator = visible(whole, least);
        boolean both = numerator.isPresent() && denominator.isPresent() && denominator.getAsLong() > 0;
        OptionalDouble percent = both
                ? OptionalDouble.of(100.0 * numerator.getAsLong() / denominator.getAsLong())
                : OptionalDouble.empty();
        return new Figure(code, numerator, denominator, percent, "%");
    }

    private OptionalLong visible(String name, int least) {
        boolean tells = isSmall(of(name), least)
                || PART_OF.getOrDefault(name, List.of()).stream()
                        .anyMatch(whole -> isSmall(of(whole) - of(name), least));
        return tells ? OptionalLong.empty() : OptionalLong.of(of(name));
    }

    private static boolean isSmall(long count, int least) {
        return count > 0 && count < least;
    }

    private long of(String name) {
        return counts.getOrDefault(name, 0L);
    }
}
