package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.BeforeEach;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Records of two patients, directives about them, and who asks. */
abstract class DirectedRecords extends ServerScenarios {
    static final Set<String> TYPES = Set.copyOf(ExposedTypes.NAMES);

    @Autowired
    FhirStore store;

    Sample sample;
    String doctor;

    @BeforeEach
    void write() {
        sample = sample();
        doctor = "Practitioner/" + sample.id("doctor");
        sample.put("doctor", new Practitioner());
        sample.put("anna", named("Anna"));
        sample.put("bert", named("Bert"));
        sample.put("of-anna", of("anna"));
        sample.put("of-bert", of("bert"));
    }

    void direct(Consent consent) {
        change("directive", consent);
    }

    void change(String name, Resource resource) {
        resource.setId(sample.id(name));
        resource.getMeta().addTag("urn:painbridge:test", sample.mark(), null);
        assertThat(http().put(resource.fhirType() + "/" + sample.id(name), json(resource))
                        .status())
                .isBetween(200, 201);
    }

    void assertSeen(String name) {
        assertThat(sees(view(), "of-" + name)).isTrue();
        assertThat(found("Observation")).contains("of-" + name);
    }

    void assertHidden(String name) {
        assertThat(sees(view(), "of-" + name)).isFalse();
        assertThat(found("Observation")).doesNotContain("of-" + name);
    }

    boolean sees(StoreView view, String observation) {
        return view.read("Observation", sample.id(observation)).isPresent();
    }

    StoreView view() {
        return view(doctor);
    }

    StoreView view(String... members) {
        Lockbox against = new Lockbox.Against(Set.of(members), Set.of(doctor));
        return store.within(AccessScope.of(new Grant(TYPES, new Whose.Everybody(), Set.of(), against)));
    }

    List<String> found(String type, String... criterion) {
        SearchQuery query = query(type);
        return names(view().search(criterion.length == 0 ? query : query.where(criterion[0], criterion[1]))
                .matches());
    }

    List<String> names(List<StoredResource> found) {
        return found.stream()
                .map(stored -> stored.id().replace("-" + sample.mark(), ""))
                .toList();
    }

    SearchQuery query(String type) {
        return SearchQuery.of(type).where("_tag", "urn:painbridge:test|" + sample.mark());
    }

    String patient(String name) {
        return "Patient/" + sample.id(name);
    }

    Observation of(String name) {
        return Observations.of(patient(name));
    }

    static Patient named(String name) {
        Patient patient = new Patient();
        patient.addName().setFamily(name);
        return patient;
    }
}
