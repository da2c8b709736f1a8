package org.painbridge.server.samples;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.Dispense;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.RuleSet;
import org.painbridge.dispensing.fhir.DispenseReader;
import org.painbridge.dispensing.fhir.ReadDispense;

class DispenseStoriesTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final Map<String, Resource> STORED = SampleBundles.resources().stream()
            .collect(Collectors.toMap(each -> each.fhirType() + "/" + each.getIdPart(), Function.identity()));
    private static final DispenseReader READER = new DispenseReader(
            IdentifierSystems.from(TERMINOLOGY), ZoneId.of("America/Toronto"), "http://localhost:8080/fhir");

    @Test
    void onlyTheThirdPrescriberOfRuthIsFoundAndNothingIsUndecided() {
        List<Evaluation> evaluations = evaluations();

        assertThat(evaluations).allSatisfy(each -> assertThat(each.undecided()).isEmpty());
        assertThat(evaluations.stream()
                        .filter(each -> each.issues().stream()
                                .anyMatch(issue -> issue.rule().key().id().equals("N1")))
                        .map(each -> each.dispense().id()))
                .containsExactly("disp-ruth-03");
    }

    /** So that nobody is surprised by what a demonstration shows; each rule is right about what it finds. */
    @Test
    void theOtherRulesFindSoMuch() {
        Map<String, Long> issues = evaluations().stream()
                .flatMap(each -> each.issues().stream())
                .collect(groupingBy(issue -> issue.rule().key().id(), TreeMap::new, counting()));

        assertThat(issues).isEqualTo(Map.of("G4", 9L, "G5", 31L, "G6", 10L, "G8", 4L, "G13", 13L, "N1", 1L, "N2", 1L));
    }

    private static List<Evaluation> evaluations() {
        DispensingEngine engine =
                new DispensingEngine(RuleSet.fromClassPath(), DrugTable.from(TERMINOLOGY), MmeTables.from(TERMINOLOGY));
        return dispenses().values().stream()
                .map(each -> DispenseHistory.of(each.getFirst().patient(), each))
                .flatMap(history -> engine.evaluateAll(history).stream())
                .toList();
    }

    @Test
    void everyDispenseIsReadWithNothingUnknown() {
        assertThat(SampleBundles.of(MedicationDispense.class))
                .allSatisfy(each -> assertThat(READER.read(each, DispenseStoriesTest::stored))
                        .isInstanceOfSatisfying(
                                ReadDispense.Counts.class,
                                counts -> assertThat(counts.unknown()).isEmpty()));
    }

    private static Map<String, List<Dispense>> dispenses() {
        List<Dispense> all = new ArrayList<>();
        SampleBundles.of(MedicationDispense.class).forEach(each -> {
            if (READER.read(each, DispenseStoriesTest::stored) instanceof ReadDispense.Counts counts) {
                all.add(counts.dispense().arrivedAs(all.size()));
            }
        });
        return all.stream().collect(groupingBy(each -> each.patient().id()));
    }

    private static Optional<Resource> stored(Reference reference) {
        return Optional.ofNullable(STORED.get(reference.getReference()));
    }
}
