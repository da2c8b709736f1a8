package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ca.uhn.fhir.context.FhirContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.ErrorCode;

class SearchPlannerTest {
    private static final SearchPlanner PLANNER =
            new SearchPlanner(new SearchParameters(FhirContext.forR4Cached(), ExposedTypes.NAMES, List.of()), 20, 200);

    @Test
    void aSearchWithoutParametersIsAPageOfTheUsualSize() {
        SearchPlan plan = PLANNER.plan(SearchQuery.of("Patient"));

        assertThat(plan.count()).isEqualTo(20);
        assertThat(plan.total()).isFalse();
        assertThat(plan.criteria()).isEmpty();
        assertThat(plan.sorts()).isEmpty();
        assertThat(plan.cursor()).isNull();
    }

    @Test
    void modifierAndAlternativesAreTakenApart() {
        Criterion criterion = only("Patient", "name:exact", "Ann\\, Jr,Bob");

        assertThat(criterion.parameter().code()).isEqualTo("name");
        assertThat(criterion.modifier()).isEqualTo("exact");
        assertThat(criterion.values()).containsExactly("Ann\\, Jr", "Bob");
    }

    @Test
    void aChainAsksEveryTypeThatHasTheParameter() {
        Criterion open = only("Observation", "subject.identifier", "urn:s|1");
        Criterion typed = only("Observation", "subject:Patient.name", "Ann");

        assertThat(((Criterion.Chain) open.link()).byType())
                .extracting(next -> next.parameter().resourceType())
                .contains("Patient", "Location");
        assertThat(((Criterion.Chain) typed.link()).byType())
                .extracting(next -> next.parameter().resourceType())
                .containsExactly("Patient");
    }

    @Test
    void sortsAreReadInTheirOrder() {
        var sorts = PLANNER.plan(SearchQuery.of("Patient").where("_sort", "-birthdate,family"))
                .sorts();

        assertThat(sorts).extracting(sort -> sort.parameter().code()).containsExactly("birthdate", "family");
        assertThat(sorts).extracting(SearchPlan.Sort::descending).containsExactly(true, false);
    }

    @ParameterizedTest
    @CsvSource({"_count, 0, 0, true", "_count, 7, 7, false", "_count, 500, 200, false", "_summary, count, 0, true"})
    void aPageHasAtMostTheLargestSize(String name, String value, int count, boolean total) {
        SearchPlan plan = PLANNER.plan(SearchQuery.of("Patient").where(name, value));

        assertThat(plan.count()).isEqualTo(count);
        assertThat(plan.total()).isEqualTo(total);
    }

    @Test
    void aLenientSearchLeavesUnknownParametersOutAndSaysSo() {
        var query = new SearchQuery(
                "Patient",
                List.of(new SearchQuery.Parameter("colour", "red"), new SearchQuery.Parameter("gender", "female")),
                true);

        SearchPlan plan = PLANNER.plan(query);

        assertThat(plan.ignored()).containsExactly("colour");
        assertThat(plan.used()).extracting(SearchQuery.Parameter::name).containsExactly("gender");
    }

    @Test
    void anUnknownParameterIsRefusedWithTheClosestKnownOne() {
        StoreProblem.Invalid problem = refusal("Patient", "brithdate", "2026");

        assertThat(problem.code()).isEqualTo(ErrorCode.UNKNOWN_SEARCH_PARAMETER);
        assertThat(problem.expression()).isEqualTo("http.brithdate");
        assertThat(problem).hasMessageContaining("birthdate");
    }

    @ParameterizedTest
    @CsvSource({
        "Patient, name, '', has no value",
        "Patient, name, ' ', has no value",
        "Patient, name, ',Ann', alternative",
        "Patient, name, 'Ann,,Bob', alternative",
        "Patient, name, 'Ann,', alternative",
        "Patient, name.family, Ann, not a reference",
        "Observation, subject:Patient.colour, red, colour",
        "Patient, _count, -1, negative",
        "Patient, _count, many, whole number",
        "Patient, _count, 99999999999, whole number",
        "Patient, _count:max, 5, not supported",
        "Patient, _sort:desc, birthdate, not supported",
        "Patient, _total, maybe, accurate",
        "Patient, _total:exact, none, not supported",
        "Patient, _cursor:x, abc, not supported",
        "Patient, _include, Patient, Type:parameter",
        "Patient, _include, *, Type:parameter",
        "Patient, _include, Patience:*, Patience",
        "Patient, _revinclude, Patience:*, Patience",
        "Patient, _include, Patient:name, not a reference",
        "Patient, _include:recurse, Patient:organization, not supported",
        "Patient, _include, Patient:general-practitioner:Practitoner, Practitoner",
        "Patient, _cursor, '!!', page link",
    })
    void whatCannotBeHonouredIsRefused(String type, String name, String value, String why) {
        StoreProblem.Invalid problem = refusal(type, name, value);

        assertThat(problem.code()).isEqualTo(ErrorCode.INVALID_SEARCH);
        assertThat(problem.expression()).isEqualTo("http." + name);
        assertThat(problem).hasMessageContaining(why);
    }

    @Test
    void aCursorIsReadOnlyForTheSortThatMadeIt() {
        Cursor cursor = new Cursor(7, List.of("fictive"));
        SearchQuery query = SearchQuery.of("Patient").where("_cursor", cursor.encode());

        assertThat(PLANNER.plan(query.where("_sort", "family")).cursor()).isEqualTo(cursor);
        assertThat(catchThrowableOfType(
                        StoreProblem.Invalid.class, () -> PLANNER.plan(query.where("_sort", "birthdate"))))
                .isNotNull();
    }

    private static Criterion only(String type, String name, String value) {
        List<Criterion> criteria =
                PLANNER.plan(SearchQuery.of(type).where(name, value)).criteria();
        assertThat(criteria).hasSize(1);
        return criteria.getFirst();
    }

    private static StoreProblem.Invalid refusal(String type, String name, String value) {
        StoreProblem.Invalid problem = catchThrowableOfType(
                StoreProblem.Invalid.class,
                () -> PLANNER.plan(SearchQuery.of(type).where(name, value)));
        assertThat(problem).as(name + "=" + value).isNotNull();
        return problem;
    }
}
