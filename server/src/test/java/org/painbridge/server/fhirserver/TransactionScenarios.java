package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.delete;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;

/** What a transaction does when all is well; {@link FailingTransactionScenarios} has the rest. */
abstract class TransactionScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:transaction";

    @Test
    void entriesReferToEachOtherByFullUrlInAnyOrder() {
        Observation observation = observation("urn:uuid:00000000-0000-4000-8000-000000000001");
        Bundle request = transaction(
                post(observation).setFullUrl("urn:uuid:00000000-0000-4000-8000-000000000002"),
                post(patient(unique())).setFullUrl("urn:uuid:00000000-0000-4000-8000-000000000001"));

        Bundle response = send(request);

        assertThat(statuses(response)).containsExactly("201 Created", "201 Created");
        String patient = location(response, 1);
        assertThat(patient).matches("Patient/[0-9a-z]{26}/_history/1");
        Observation stored = read(Observation.class, location(response, 0));
        assertThat(stored.getSubject().getReference()).isEqualTo(patient.replace("/_history/1", ""));
        assertThat(response.getEntryFirstRep().getResponse().getEtag()).isEqualTo("W/\"1\"");
        assertThat(response.getType()).isEqualTo(Bundle.BundleType.TRANSACTIONRESPONSE);
    }

    @Test
    void entriesMayReferToEachOtherInACircle() {
        ServiceRequest order = new ServiceRequest().setStatus(ServiceRequest.ServiceRequestStatus.ACTIVE);
        order.setIntent(ServiceRequest.ServiceRequestIntent.ORDER).setSubject(new Reference("Patient/fictitious"));
        order.addSupportingInfo(new Reference("urn:uuid:00000000-0000-4000-8000-00000000000b"));
        Task task = new Task().setStatus(Task.TaskStatus.REQUESTED).setIntent(Task.TaskIntent.ORDER);
        task.setFocus(new Reference("urn:uuid:00000000-0000-4000-8000-00000000000a"));

        Bundle response = send(transaction(
                post(order).setFullUrl("urn:uuid:00000000-0000-4000-8000-00000000000a"),
                post(task).setFullUrl("urn:uuid:00000000-0000-4000-8000-00000000000b")));

        Task stored = read(Task.class, location(response, 1));
        assertThat(location(response, 0)).startsWith(stored.getFocus().getReference() + "/");
    }

    @Test
    void oddWordsOfManyResourcesAreStoredAsTheyAre() {
        List<String> odd =
                List.of("O'Brien", "\"quoted\"", "{a,b}", "NULL", "back\\slash", "Ångström", "多伦多", "a b", "%_");
        String unique = unique();
        List<String> families = IntStream.range(0, 45)
                .mapToObj(i -> odd.get(i % odd.size()) + " " + unique + i)
                .toList();

        send(Entries.bundle(
                Bundle.BundleType.TRANSACTION,
                families.stream().map(family -> post(named(family))).toList()));

        for (String family : families) {
            String exact = URLEncoder.encode(family.replace("\\", "\\\\").replace(",", "\\,"), StandardCharsets.UTF_8);
            assertThat(http().get("Patient?family:exact=" + exact)
                            .json()
                            .at("/entry/0/resource/name/0/family")
                            .asText())
                    .isEqualTo(family);
        }
    }

    private static Patient named(String family) {
        Patient patient = new Patient();
        patient.addName().setFamily(family);
        return patient;
    }

    @Test
    void conditionalCreateTakesWhatIsThereAlready() {
        String value = unique();
        String existing = http().post("Patient", json(patient(value))).id();
        var entry = post(patient(value)).setFullUrl("urn:uuid:00000000-0000-4000-8000-000000000003");
        entry.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + value);

        Bundle response = send(transaction(entry, post(observation("urn:uuid:00000000-0000-4000-8000-000000000003"))));

        assertThat(statuses(response)).containsExactly("200 OK", "201 Created");
        assertThat(location(response, 0)).isEqualTo("Patient/" + existing + "/_history/1");
        Observation stored = read(Observation.class, location(response, 1));
        assertThat(stored.getSubject().getReference()).isEqualTo("Patient/" + existing);
    }

    @Test
    void conditionalReferencesAreResolved() {
        String value = unique();
        String existing = http().post("Patient", json(patient(value))).id();

        Bundle response = send(transaction(post(observation("Patient?identifier=" + SYSTEM + "|" + value))));

        Observation stored = read(Observation.class, location(response, 0));
        assertThat(stored.getSubject().getReference()).isEqualTo("Patient/" + existing);
    }

    @Test
    void conditionalReferencesFindWhatTheTransactionStores() {
        String created = unique();
        String updated = unique();

        Bundle response = send(transaction(
                post(observation("Patient?identifier=" + SYSTEM + "|" + created)),
                put(unique(), observation("Patient?identifier=" + SYSTEM + "|" + updated)),
                put(updated, patient(updated)),
                post(patient(created))));

        assertThat(statuses(response)).containsOnly("201 Created");
        Observation first = read(Observation.class, location(response, 0));
        assertThat(location(response, 3)).startsWith(first.getSubject().getReference() + "/_history");
        Observation second = read(Observation.class, location(response, 1));
        assertThat(second.getSubject().getReference()).isEqualTo("Patient/" + updated);
    }

    @Test
    void createsUpdatesAndDeletesGoTogether() {
        String changing = unique();
        String leaving = unique();
        send(transaction(put(changing, new Patient().setActive(true)), put(leaving, new Patient().setActive(true))));

        Bundle response = send(
                transaction(put(changing, patient("changed")), delete("Patient/" + leaving), post(patient(unique()))));

        assertThat(statuses(response)).containsExactly("200 OK", "204 No Content", "201 Created");
        assertThat(http().get("Patient/" + leaving)).isRefused(410, "deleted");
        assertThat(http().get("Patient/" + changing)).hasHeader("ETag", "W/\"2\"");
    }

    @Test
    void readsSeeWhatTheTransactionWrites() {
        String id = unique();

        Bundle response = send(transaction(
                get("Patient/" + id), get("Patient?identifier=" + SYSTEM + "|" + id), put(id, patient(id))));

        assertThat(statuses(response)).containsExactly("200 OK", "200 OK", "201 Created");
        assertThat(response.getEntry().get(0).getResource().getIdElement().getIdPart())
                .isEqualTo(id);
        Bundle found = (Bundle) response.getEntry().get(1).getResource();
        assertThat(found.getTotal()).isEqualTo(1);
    }

    @Test
    void anEmptyTransactionIsAnsweredEmpty() {
        assertThat(send(transaction()).getEntry()).isEmpty();
    }

    @Test
    void everythingInATransactionHasTheSameTime() {
        Bundle response = send(transaction(post(patient(unique())), post(patient(unique()))));

        assertThat(response.getEntry().get(0).getResponse().getLastModified())
                .isEqualTo(response.getEntry().get(1).getResponse().getLastModified());
    }

    private Bundle send(Bundle request) {
        return client().transaction().withBundle(request).execute();
    }

    private <T extends org.hl7.fhir.r4.model.Resource> T read(Class<T> type, String location) {
        return client().read().resource(type).withUrl(base() + "/" + location).execute();
    }

    private static List<String> statuses(Bundle response) {
        return response.getEntry().stream()
                .map(entry -> entry.getResponse().getStatus())
                .toList();
    }

    private static String location(Bundle response, int entry) {
        return response.getEntry().get(entry).getResponse().getLocation();
    }

    static Patient patient(String identifier) {
        Patient patient = new Patient();
        patient.addIdentifier().setSystem(SYSTEM).setValue(identifier);
        return patient;
    }

    static Observation observation(String subject) {
        Observation observation = new Observation().setStatus(Observation.ObservationStatus.FINAL);
        observation.getCode().setText("Made up for a test");
        return observation.setSubject(new Reference(subject));
    }
}
