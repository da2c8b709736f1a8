package org.painbridge.server.chaos;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.painbridge.server.chaos.Deed.Kind;

/** Compares what clients were told with what is there: nothing acknowledged is missing, nothing is there by half or twice. */
final class Audit {
    private static final int DISPENSES_ASKED = 20;

    private final Found found;
    private final List<String> wrong = new ArrayList<>();
    private final Map<String, Integer> committed = new HashMap<>();
    private final Set<String> keys = new HashSet<>();

    Audit(Found found) {
        this.found = found;
    }

    /** What is wrong; empty if all is well. */
    List<String> of(List<Deed> deeds) throws IOException, InterruptedException {
        Map<String, Integer> patients = found.counts("Patient", false);
        Map<String, Integer> observations = found.counts("Observation", true);
        Map<String, Integer> dispenses = found.counts("MedicationDispense", false);
        int asked = 0;
        for (Deed deed : deeds) {
            keys.add(deed.key());
            Stream<Map<String, Integer>> parts = deed.kind() == Kind.TRANSACTION
                    ? Stream.of(patients, observations, dispenses)
                    : Stream.of(observations);
            List<Integer> counts = parts.map(part -> part.getOrDefault(deed.key(), 0))
                    .distinct()
                    .toList();
            check(deed, counts);
            boolean stored = deed.kind() == Kind.TRANSACTION && counts.equals(List.of(1));
            if (stored) {
                committed.merge(deed.group(), 1, Integer::sum);
                if (asked++ < DISPENSES_ASKED) {
                    checkProjection(deed);
                }
            }
        }
        Stream.of(patients, observations, dispenses)
                .flatMap(part -> part.keySet().stream())
                .filter(key -> !keys.contains(key))
                .forEach(key -> wrong.add(key + " was never sent"));
        checkCounters(deeds);
        return wrong;
    }

    private void check(Deed deed, List<Integer> counts) {
        if (counts.size() > 1) {
            wrong.add(deed + " is there by half");
        } else if (deed.acknowledged() && !counts.equals(List.of(1))) {
            wrong.add(deed + " was acknowledged, and is there so many times: " + counts);
        } else if (counts.getFirst() > 1) {
            wrong.add(deed + " is there so many times: " + counts);
        }
    }

    /** Every transaction made one version of the Task of its group. */
    private void checkCounters(List<Deed> deeds) throws IOException, InterruptedException {
        Map<String, Integer> versions = found.versions("Task");
        deeds.stream().map(Deed::group).distinct().forEach(group -> {
            int version = versions.getOrDefault(group, 0);
            int transactions = committed.getOrDefault(group, 0);
            if (version != transactions) {
                wrong.add("Task/" + group + " has version " + version + " after " + transactions + " transactions");
            }
        });
    }

    private void checkProjection(Deed deed) throws IOException, InterruptedException {
        String answer =
                found.get("Patient/" + deed.key() + "/$mme?asOf=2026-01-06").toString();
        if (!answer.contains("MedicationDispense/" + deed.key())) {
            wrong.add(deed + " is not in the projection of dispenses");
        }
    }
}
