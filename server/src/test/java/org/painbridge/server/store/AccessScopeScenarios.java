package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Reference;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Code;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Only;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Nothing answers more than a read would. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class AccessScopeScenarios extends ServerScenarios {
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");
    private static final Set<String> TYPES = Set.of("Patient", "Observation", "Practitioner", "Group");

    @Autowired
    private FhirStore store;

    private Sample sample;

    /** Anna's own, without Bert's, and without what is labelled. */
    private StoreView anna;

    private StoreView observationsOnly;

    @BeforeAll
    void write() {
        sample = sample();
        sample.put("anna", named("Anna"));
        sample.put("bert", named("Bert"));
        sample.put("doctor", new Practitioner());
        sample.put("seen", of("anna"));
        sample.put("labelled", labelled(of("anna")));
        Observation foreign = of("bert");
        foreign.addHasMember(new Reference("Observation/" + sample.id("seen")));
        sample.put("foreign", foreign);
        Observation pointing = of("anna");
        pointing.addHasMember(new Reference("Observation/" + sample.id("foreign")));
        sample.put("pointing", pointing);
        sample.put("nobodys", Observations.any());
        anna = store.within(
                AccessScope.of(new Grant(TYPES, new Whose.Patients(Set.of(sample.id("anna"))), Set.of(RESTRICTED))));
        observationsOnly =
                store.within(AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of())));
    }

    @Test
    void aReadFindsWhatIsInTheScopeAndNothingElse() {
        assertThat(anna.read("Patient", sample.id("anna"))).isPresent();
        assertThat(anna.read("Patient", sample.id("bert"))).isEmpty();
        assertThat(anna.read("Practitioner", sample.id("doctor"))).isPresent();
        assertThat(anna.read("Observation", sample.id("seen"))).isPresent();
        assertThat(anna.read("Observation", sample.id("labelled"))).isEmpty();
        assertThat(anna.read("Observation", sample.id("foreign"))).isEmpty();
        assertThat(anna.read("Observation", sample.id("nobodys"))).isEmpty();
        assertThat(observationsOnly.read("Patient", sample.id("anna"))).isEmpty();
        assertThat(observationsOnly.read("Observation", sample.id("labelled"))).isPresent();
        assertThat(store.within(AccessScope.NOTHING).read("Practitioner", sample.id("doctor")))
                .isEmpty();
    }

    @Test
    void aSearchAndItsTotalCountWhatAReadWouldFind() {
        SearchPage page = anna.search(query("Observation").where("_total", "accurate"));

        assertThat(names(page.matches())).containsExactly("seen", "pointing");
        assertThat(page.total()).isEqualTo(2);
        assertThat(anna.search(query("Observation").where("_summary", "count")).total())
                .isEqualTo(2);
        assertThat(names(anna.search(query("Patient")).matches())).containsExactly("anna");
        assertThat(observationsOnly.search(query("Patient")).matches()).isEmpty();
    }

    @Test
    void aSearchWithinAPatientStaysInTheScope() {
        assertThat(names(anna.search(query("Observation").where("patient", "Patient/" + sample.id("anna")))
                        .matches()))
                .containsExactly("seen", "pointing");
        assertThat(anna.search(query("Observation").where("patient", "Patient/" + sample.id("bert")))
                        .matches())
                .isEmpty();
    }

    @Test
    void pagesLeadThroughTheScopeOnly() {
        SearchPage first = anna.search(query("Observation").where("_count", "1"));
        SearchPage second = anna.search(
                query("Observation").where("_count", "1").where("_cursor", String.valueOf(first.nextCursor())));

        assertThat(names(first.matches())).containsExactly("seen");
        assertThat(names(second.matches())).containsExactly("pointing");
        assertThat(second.nextCursor()).isNull();
    }

    @Test
    void includesBringNothingFromOutside() {
        SearchPage forward = anna.search(query("Observation")
                .where("_include", "Observation:has-member")
                .where("_include", "Observation:subject"));
        SearchPage backward = anna.search(query("Patient")
                .where("_revinclude", "Observation:subject")
                .where("_revinclude:iterate", "Observation:has-member"));

        assertThat(names(forward.included())).containsExactly("anna");
        assertThat(names(backward.included())).containsExactlyInAnyOrder("seen", "pointing");
    }

    @Test
    void chainsAndReverseChainsTellNothingOfWhatIsOutside() {
        assertThat(anna.search(query("Observation").where("has-member:Observation.status", "final"))
                        .matches())
                .isEmpty();
        assertThat(names(anna.search(query("Observation").where("subject:Patient.name", "Anna"))
                        .matches()))
                .containsExactly("seen", "pointing");
        assertThat(names(anna.search(query("Observation").where("_has:Observation:has-member:status", "final"))
                        .matches()))
                .isEmpty();
        assertThat(observationsOnly
                        .search(query("Observation").where("subject:Patient.name", "Anna"))
                        .matches())
                .isEmpty();
        assertThat(names(store.within(AccessScope.ALL)
                        .search(query("Observation").where("_has:Observation:has-member:status", "final"))
                        .matches()))
                .containsExactly("seen", "foreign");
    }

    @Test
    void aHistoryOfAResourceThatMovedKeepsWhatWasAnotherPatients() {
        Sample own = sample();
        own.put("now", named("Carla"));
        own.put("moved", of("bert"));
        Observation moved = Observations.of("Patient/" + own.id("now"));
        moved.setId(own.id("moved"));
        http().put("Observation/" + own.id("moved"), json(moved));
        StoreView carla =
                store.within(AccessScope.of(new Grant(TYPES, new Whose.Patients(Set.of(own.id("now"))), Set.of())));

        HistoryPage page = carla.history(new HistoryQuery("Observation", own.id("moved"), null, null, null, null));

        assertThat(page.versions())
                .extracting(version -> version.stored().version())
                .containsExactly(2);
        assertThat(page.total()).isNull();
        assertThat(carla.version("Observation", own.id("moved"), 2)).isPresent();
        assertThat(carla.version("Observation", own.id("moved"), 1)).isEmpty();
        assertThat(store.within(AccessScope.ALL).version("Observation", own.id("moved"), 1))
                .isPresent();
    }

    @Test
    void aHistoryOfWhatIsOutsideIsNotKnown() {
        var foreign = new HistoryQuery("Observation", sample.id("foreign"), null, null, null, null);

        assertThatThrownBy(() -> anna.history(foreign)).isInstanceOf(StoreProblem.NotFound.class);
        assertThat(anna.version("Observation", sample.id("foreign"), 1)).isEmpty();
    }

    @Test
    void theHistoryOfATypeShowsTheScopeOnly() {
        HistoryPage page = anna.history(new TypeHistoryQuery(List.of("Observation", "Patient"), 200, null, null, null));

        assertThat(page.versions())
                .isNotEmpty()
                .allSatisfy(version -> assertThat(anna.read(
                                version.stored().type(), version.stored().id()))
                        .isPresent());
    }

    @Test
    void everythingOfAPatientIsWhatASearchWouldFind() {
        assertThat(names(anna.everything(everything("anna")).matches())).containsExactly("anna", "seen", "pointing");
        assertThat(anna.everything(everything("bert")).matches()).isEmpty();
    }

    @Test
    void labelsInUseAreThoseOfTheScope() {
        Meta all = store.within(AccessScope.ALL).labels(List.of("Observation"));
        Meta own = anna.labels(List.of("Observation"));

        assertThat(all.getSecurity()).extracting(Coding::getCode).contains("R");
        assertThat(own.getSecurity()).extracting(Coding::getCode).doesNotContain("R");
        assertThat(store.within(AccessScope.NOTHING)
                        .labels(List.of("Observation"))
                        .getTag())
                .isEmpty();
    }

    @Test
    void severalGrantsAddUp() {
        StoreView both = store.within(AccessScope.of(
                new Grant(Set.of("Patient"), new Whose.Patients(Set.of(sample.id("bert"))), Set.of()),
                new Grant(Set.of("Observation"), new Whose.Patients(Set.of(sample.id("anna"))), Set.of())));

        assertThat(names(both.search(query("Patient")).matches())).containsExactly("bert");
        assertThat(names(both.search(query("Observation")).matches())).containsExactly("seen", "labelled", "pointing");
    }

    @Test
    void aGrantOfWhatHasACodeCoversNothingElse() {
        Sample own = sample();
        own.put("diana", named("Diana"));
        own.put("lab", categorised(Observations.of("Patient/" + own.id("diana")), "laboratory"));
        own.put("vital", categorised(Observations.of("Patient/" + own.id("diana")), "vital-signs"));
        own.put("none", Observations.of("Patient/" + own.id("diana")));
        String system = "http://terminology.hl7.org/CodeSystem/observation-category";

        assertThat(seen(own, new Only("category", List.of(new Code(system, "laboratory")))))
                .containsExactly("lab");
        assertThat(seen(
                        own,
                        new Only("category", List.of(new Code(null, "Laboratory"), new Code(null, "vital-signs")))))
                .containsExactly("lab", "vital");
        assertThat(seen(own, new Only("category", List.of(new Code("", "laboratory")))))
                .isEmpty();
        assertThat(seen(
                        own,
                        new Only("category", List.of(new Code(system, "laboratory"))),
                        new Only("status", List.of(new Code(null, "amended")))))
                .isEmpty();
        assertThat(seen(own, new Only("subject", List.of(new Code(null, "Patient/" + own.id("diana"))))))
                .isEmpty();
        assertThat(seen(own, new Only("made-up", List.of(new Code(null, "laboratory")))))
                .isEmpty();
    }

    /** By a search, which a total, a read and each version agree with. */
    private List<String> seen(Sample own, Only... only) {
        StoreView view = store.within(
                AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(), List.of(only))));
        SearchPage page = view.search(SearchQuery.of("Observation")
                .where("_tag", "urn:painbridge:test|" + own.mark())
                .where("_total", "accurate"));
        List<String> found = page.matches().stream().map(StoredResource::id).toList();
        assertThat(page.total()).isEqualTo(found.size());
        for (String name : List.of("lab", "vital", "none")) {
            String id = own.id(name);
            assertThat(view.read("Observation", id).isPresent()).isEqualTo(found.contains(id));
            assertThat(view.version("Observation", id, 1).isPresent()).isEqualTo(found.contains(id));
        }
        return found.stream().map(id -> id.replace("-" + own.mark(), "")).toList();
    }

    private static Observation categorised(Observation observation, String category) {
        observation
                .addCategory()
                .addCoding()
                .setSystem("http://terminology.hl7.org/CodeSystem/observation-category")
                .setCode(category);
        return observation;
    }

    private EverythingQuery everything(String patient) {
        return new EverythingQuery(sample.id(patient), List.of(), null, null, null, null, null);
    }

    private SearchQuery query(String type) {
        return SearchQuery.of(type).where("_tag", "urn:painbridge:test|" + sample.mark());
    }

    private List<String> names(List<StoredResource> found) {
        return found.stream()
                .map(stored -> stored.id().replace("-" + sample.mark(), ""))
                .toList();
    }

    private Observation of(String patient) {
        return Observations.of("Patient/" + sample.id(patient));
    }

    private static Observation labelled(Observation observation) {
        observation.getMeta().addSecurity().setSystem(RESTRICTED.system()).setCode(RESTRICTED.code());
        return observation;
    }

    private static Patient named(String name) {
        Patient patient = new Patient();
        patient.addName().setFamily(name);
        return patient;
    }
}
