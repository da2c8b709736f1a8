package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import java.time.ZoneId;
import java.util.List;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SortedListsTest {
    private static final SearchParameters PARAMETERS =
            new SearchParameters(FhirContext.forR4Cached(), ExposedTypes.NAMES, new GuideParameters().all());
    private static final SearchPlanner PLANNER = new SearchPlanner(PARAMETERS, 20, 200);

    private final SortedLists lists = new SortedLists(PARAMETERS);
    private final SearchIndexer indexer = new SearchIndexer(
            FhirContext.forR4Cached(),
            PARAMETERS,
            new ValueReader(ZoneId.of("America/Toronto"), "http://localhost/fhir", new UcumUnits()));

    @ParameterizedTest
    @CsvSource({
        "Practitioner/a, requested, due, true",
        "Practitioner/a, 'requested,received', restriction-period, true",
        "Practitioner/a, requested, -due, false",
        "Practitioner/a, requested, 'due,_id', false",
        "Practitioner/a, requested, authored-on, false",
        "'Practitioner/a,Practitioner/b', requested, due, false",
        "a, requested, due, false",
        "http://elsewhere.example/Practitioner/a, requested, due, false",
        "Practitioner/a, http://hl7.org/fhir/task-status|requested, due, false",
    })
    void aListIsGoneAlongOnlyWhereOneOwnerIsAskedForInItsOrder(
            String owner, String status, String sort, boolean walks) {
        SearchPlan plan = PLANNER.plan(SearchQuery.of("Task")
                .where("owner", owner)
                .where("status", status)
                .where("_sort", sort));

        assertThat(lists.walk(plan)).matches(walk -> walk.isPresent() == walks);
    }

    @Test
    void aTaskStandsInTheListWhereItIsLookedFor() {
        Task task = new Task().setStatus(TaskStatus.REQUESTED).setOwner(new Reference("Practitioner/a"));
        task.getRestriction().setPeriod(new Period().setEndElement(new DateTimeType("2026-12-01T10:00:00Z")));
        SortedLists.Walk walk = lists.walk(PLANNER.plan(SearchQuery.of("Task")
                        .where("owner", "Practitioner/a")
                        .where("status", "received,requested")
                        .where("_sort", "due")))
                .orElseThrow();

        List<IndexRows.Range> rows = indexer.rows(task).ranges.stream()
                .filter(row -> row.indexId() == walk.indexId())
                .toList();

        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.qualifier()).isEqualTo(walk.keys().get(1));
            assertThat(row.low()).isEqualTo(1_796_119_200_000.0);
        });
    }
}
