package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.jdbc.autoconfigure.DataSourceProperties;

/** Whatever is asked, the answer is that of a world in which what is withheld does not exist. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class DirectiveWorldScenarios extends ServerScenarios {
    private static final int WORLDS = Integer.getInteger("painbridge.worlds", 20);
    private static final List<String> TYPES =
            List.of("Patient", "Observation", "MedicationDispense", "DetectedIssue", "Consent", "Provenance");
    private static final List<SearchQuery.Parameter> WHOLE = List.of(new SearchQuery.Parameter("_count", "200"));

    private static final List<String> SEARCHES = List.of(
            "Patient?_total=accurate",
            "Observation?_total=accurate",
            "Observation?_summary=count",
            "Observation?_count=2",
            "Observation?_count=2&_sort=-_lastUpdated",
            "MedicationDispense?_total=accurate&_count=1",
            "DetectedIssue?_total=accurate&_include=DetectedIssue:implicated",
            "Consent?_total=accurate",
            "Consent?data:missing=false",
            "Observation?patient=Patient/p1",
            "Observation?patient.active=true",
            "Observation?has-member:Observation.status=final",
            "Observation?performer:Patient.active=true",
            "Observation?_include=Observation:has-member&_include=Observation:patient",
            "Observation?_revinclude:iterate=Observation:has-member",
            "Patient?_has:Observation:patient:status=final",
            "Patient?_has:Observation:patient:_has:DetectedIssue:implicated:patient=Patient/p0",
            "Patient?_has:Consent:patient:status=active",
            "Patient?_revinclude=Observation:patient&_revinclude=DetectedIssue:patient&_revinclude=Consent:patient",
            "MedicationDispense?_has:DetectedIssue:implicated:patient=Patient/p0",
            "DetectedIssue?implicated=Observation/t3",
            "DetectedIssue?implicated:Observation.has-member:Observation.status=final",
            "DetectedIssue?implicated:missing=true",
            "Observation?_revinclude=Provenance:target",
            "Observation?_has:Provenance:target:agent=Practitioner/doctor",
            "Provenance?_total=accurate&target:missing=false",
            "Observation?status:not=amended");

    @Autowired
    private DataSourceProperties properties;

    private World withheld;
    private World without;

    private record World(HikariDataSource data, OwnStore store) {}

    @BeforeAll
    void begin() {
        withheld = world();
        without = world();
    }

    @AfterAll
    void end() {
        for (World world : List.of(withheld, without)) {
            world.store().close();
            world.data().close();
        }
    }

    private World world() {
        HikariDataSource data = OwnSchema.create("world_" + unique(), database(), properties);
        OwnStore.flyway(data).load().migrate();
        return new World(data, new OwnStore(data, new SetClock(DirectiveWorld.NOW)));
    }

    static Stream<Arguments> worlds() {
        return Cases.of(WORLDS, DirectiveWorld::new);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void whatIsWithheldMightAsWellNotExist(DirectiveWorld world) throws SQLException {
        hold(withheld, world.all());
        hold(without, world.seen());
        AccessScope everybody = AccessScope.of(grant(new Whose.Everybody(), TYPES));
        Whose inCare = new Whose.InCareOf(Set.of(DirectiveWorld.DOCTOR));
        AccessScope some = world.isMixed()
                ? AccessScope.of(
                        grant(new Whose.Patients(Set.of("p0")), List.of("Observation", "DetectedIssue")),
                        grant(inCare, List.of("Observation", "Patient", "Consent")),
                        grant(new Whose.Everybody(), List.of("MedicationDispense", "Provenance")))
                : AccessScope.of(grant(inCare, TYPES));

        for (AccessScope scope : List.of(everybody, some)) {
            List<String> expected = answers(without.store().store().within(scope), world.all());
            List<String> answers = answers(withheld.store().store().within(scope), world.all());
            assertThat(answers).isEqualTo(expected);
        }
    }

    private static Grant grant(Whose whose, List<String> types) {
        Lockbox lockbox = new Lockbox.Against(
                Set.of(DirectiveWorld.DOCTOR, DirectiveWorld.CLINIC), Set.of(DirectiveWorld.DOCTOR));
        return new Grant(Set.copyOf(types), whose, Set.of(), lockbox);
    }

    /** That the test would fail. */
    @Test
    void worldsDifferForWhomNoDirectiveCounts() throws SQLException {
        DirectiveWorld world = new DirectiveWorld(Cases.random(1));
        hold(withheld, world.all());
        hold(without, world.seen());
        AccessScope everybody = AccessScope.of(new Grant(Set.copyOf(TYPES), new Whose.Everybody(), Set.of()));

        assertThat(world.seen()).hasSizeLessThan(world.all().size());
        assertThat(answers(withheld.store().store().within(everybody), world.all()))
                .isNotEqualTo(answers(without.store().store().within(everybody), world.all()));
    }

    private static void hold(World world, List<Resource> resources) throws SQLException {
        try (Connection connection = world.data().getConnection();
                Statement statement = connection.createStatement()) {
            for (String table : List.of(
                    "fhir_text",
                    "fhir_range",
                    "fhir_element_text",
                    "fhir_element_range",
                    "fhir_history",
                    "fhir_resource",
                    "care_relation",
                    "consent_directive")) {
                statement.execute("delete from " + table);
            }
        }
        world.store().store().write(transaction -> {
            for (Resource resource : resources) {
                transaction.update(resource.copy(), null);
            }
            return resources.size();
        });
    }

    private static List<String> answers(StoreView view, List<Resource> resources) {
        List<String> answers = new ArrayList<>();
        for (Resource resource : resources) {
            String type = resource.fhirType();
            String id = resource.getIdPart();
            answers.add("read " + id + ": " + texts(view.read(type, id).stream().toList()));
            answers.add("vread " + id + ": "
                    + texts(view.version(type, id, 1).stream().toList()));
            answers.add("history " + id + ": " + history(view, type, id));
            if (type.equals("Patient")) {
                var everything = new EverythingQuery(id, List.of(), null, null, null, null, null);
                answers.add("everything " + id + ": " + page(view.everything(everything)));
                var all = new TypesQuery(resource.fhirType() + "/" + id, TYPES, WHOLE, false);
                answers.add("all of " + id + ": " + page(view.search(all)));
            }
        }
        answers.add("history: "
                + texts(view.history(new TypeHistoryQuery(TYPES, 100, null, null, null)).versions().stream()
                        .map(HistoryPage.Version::stored)
                        .toList()));
        SEARCHES.forEach(search -> answers.add(search + ": " + pages(view, search)));
        return answers;
    }

    private static String history(StoreView view, String type, String id) {
        try {
            HistoryPage page = view.history(new HistoryQuery(type, id, null, null, null, null));
            return "of " + page.total()
                    + texts(page.versions().stream()
                            .map(HistoryPage.Version::stored)
                            .toList());
        } catch (StoreProblem.NotFound e) {
            return e.getMessage();
        }
    }

    private static List<String> pages(StoreView view, String search) {
        List<String> pages = new ArrayList<>();
        SearchPage page = HotQuery.search(view, search);
        pages.add(page(page));
        while (page.nextCursor() != null) {
            page = HotQuery.search(view, search + "&_cursor=" + page.nextCursor());
            pages.add(page(page));
        }
        return pages;
    }

    private static String page(SearchPage page) {
        return "of " + page.total() + texts(page.matches()) + texts(page.included());
    }

    private static List<String> texts(List<StoredResource> found) {
        return found.stream()
                .map(stored -> new String(stored.json(), StandardCharsets.UTF_8))
                .toList();
    }
}
