package org.painbridge.server.dispensing.population;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.server.dispensing.PopulationPages.Patient;

/** Where what a run found is not what is on record. */
final class Differences {
    private static final int MOST_NAMED = 100;

    /** What is where the two differ. */
    enum Kind {
        ONLY_IN_THE_RUN,
        ONLY_ON_RECORD,
        OTHER_EVIDENCE
    }

    record Difference(String dispense, String rule, Kind kind) {}

    private final List<Difference> named = new ArrayList<>();
    private long number;
    private long patients;
    private long notJudged;

    /** @param found by dispense and rule, what stands for the evidence */
    void compare(Patient patient, Map<DispenseId, Map<String, String>> found) {
        patients++;
        if (!patient.isJudged()) {
            notJudged++;
            return;
        }
        for (Map.Entry<DispenseId, Map<String, String>> each : patient.told().entrySet()) {
            compare(each.getKey(), each.getValue(), found.getOrDefault(each.getKey(), Map.of()));
        }
    }

    private void compare(DispenseId dispense, Map<String, String> told, Map<String, String> found) {
        TreeSet<String> rules = new TreeSet<>(told.keySet());
        rules.addAll(found.keySet());
        for (String rule : rules) {
            String onRecord = told.get(rule);
            String inTheRun = found.get(rule);
            if (onRecord == null) {
                add(dispense, rule, Kind.ONLY_IN_THE_RUN);
            } else if (inTheRun == null) {
                add(dispense, rule, Kind.ONLY_ON_RECORD);
            } else if (!onRecord.equals(inTheRun)) {
                add(dispense, rule, Kind.OTHER_EVIDENCE);
            }
        }
    }

    private void add(DispenseId dispense, String rule, Kind kind) {
        number++;
        if (named.size() < MOST_NAMED) {
            named.add(new Difference(dispense.id(), rule, kind));
        }
    }

    long number() {
        return number;
    }

    /** Of whom a rule waits to be applied again: not compared. */
    long notJudged() {
        return notJudged;
    }

    long compared() {
        return patients - notJudged;
    }

    /** The first hundred. */
    List<Map<String, String>> named() {
        return named.stream()
                .map(each -> {
                    Map<String, String> one = new LinkedHashMap<>();
                    one.put("dispense", "MedicationDispense/" + each.dispense());
                    one.put("rule", each.rule());
                    one.put(
                            "kind",
                            each.kind()
                                    .name()
                                    .toLowerCase(java.util.Locale.ROOT)
                                    .replace('_', '-'));
                    return one;
                })
                .toList();
    }
}
