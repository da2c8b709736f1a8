package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.delete;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.post;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;
import static org.painbridge.server.fhirserver.TransactionScenarios.observation;
import static org.painbridge.server.fhirserver.TransactionScenarios.patient;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Encounter;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.AnswerAssert;
import org.painbridge.server.RowCounts;
import org.painbridge.server.ServerScenarios;

abstract class FailingTransactionScenarios extends ServerScenarios {
    private static final String SYSTEM = "urn:made-up:transaction";

    @Test
    void aFailureAtEntry99LeavesNothingOfEntries1To98() {
        String known = unique();
        http().put(
                        "Patient/" + known,
                        json(put(known, new Patient().setActive(true)).getResource()));
        List<BundleEntryComponent> entries = new ArrayList<>();
        entries.add(delete("Patient/" + known));
        for (int i = 0; i < 97; i++) {
            entries.add(i % 2 == 0 ? post(patient("p" + i)) : put(unique(), patient("q" + i)));
        }
        String stale = unique();
        http().put(
                        "Patient/" + stale,
                        json(put(stale, new Patient().setActive(true)).getResource()));
        BundleEntryComponent failing = put(stale, new Patient().setActive(true));
        failing.getRequest().setIfMatch("W/\"7\"");
        entries.add(failing);
        entries.add(post(patient("behind")));

        AnswerAssert refused = refused(Entries.bundle(BundleType.TRANSACTION, entries));

        refused.isRefused(412, "stale-version").at("Bundle.entry[98].request.ifMatch");
        assertThat(http().get("Patient/" + known)).hasStatus(200).hasHeader("ETag", "W/\"1\"");
    }

    @Test
    void aReadThatFailsTakesTheWritesBack() {
        refused(transaction(post(patient(unique())), get("Patient/" + unique())))
                .isRefused(404, "not-found")
                .at("Bundle.entry[1].request.url");
        refused(transaction(post(patient(unique())), get("Patient?famly=x")))
                .isRefused(400, "unknown-search-parameter")
                .at("Bundle.entry[1].request.url");
    }

    @Test
    void twoEntriesThatWriteOneResourceAreRefused() {
        String id = unique();

        refused(transaction(
                        put(id, new Patient().setActive(true)),
                        post(new Patient().setActive(true)),
                        put(id, new Patient().setActive(true))))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[2].request.url")
                .saying("Patient/" + id, "Bundle.entry[0]");
        refused(transaction(put(id, new Patient().setActive(true)), delete("Patient/" + id)))
                .isRefused(422, "twin-entries");
    }

    @Test
    void twoEntriesWithOneConditionAreRefused() {
        String condition = "identifier=" + SYSTEM + "|" + unique();
        BundleEntryComponent first = post(patient("x"));
        first.getRequest().setIfNoneExist(condition);
        BundleEntryComponent second = post(patient("x"));
        second.getRequest().setIfNoneExist("Patient?" + condition);

        refused(transaction(first, second))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].request.ifNoneExist")
                .saying("Bundle.entry[0]", condition);
    }

    @Test
    void twoEntriesWithOneFullUrlAreRefused() {
        String url = "urn:uuid:00000000-0000-4000-8000-000000000009";

        refused(transaction(
                        post(patient("x")).setFullUrl(url), post(patient("y")).setFullUrl(url)))
                .isRefused(422, "twin-entries")
                .at("Bundle.entry[1].fullUrl");
    }

    @Test
    void referencesThatLeadNowhereAreRefused() {
        refused(transaction(post(patient("x")), post(observation("urn:uuid:00000000-0000-4000-8000-00000000dead"))))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[1].resource.subject")
                .saying("urn:uuid:00000000-0000-4000-8000-00000000dead", "fullUrl");
        refused(transaction(post(observation("Patient?identifier=" + SYSTEM + "|" + unique()))))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.subject");
        Encounter nested = new Encounter().setStatus(Encounter.EncounterStatus.FINISHED);
        nested.getClass_().setCode("AMB");
        nested.addParticipant().getIndividual().setReference("urn:uuid:00000000-0000-4000-8000-00000000dead");
        refused(transaction(post(nested)))
                .isRefused(400, "unresolved-reference")
                .at("Bundle.entry[0].resource.participant[0].individual");
    }

    @Test
    void aReferenceOfTheWrongTypeIsRefusedInItsEntry() {
        refused(second(post(observation("Medication/1"))))
                .isRefused(400, "wrong-reference-type")
                .at("Bundle.entry[1].resource.subject");
    }

    @Test
    void aConditionalReferenceOrCreateWithSeveralMatchesIsRefused() {
        String value = unique();
        http().post("Patient", json(patient(value)));
        http().post("Patient", json(patient(value)));
        BundleEntryComponent create = post(patient(value));
        create.getRequest().setIfNoneExist("identifier=" + SYSTEM + "|" + value);

        refused(transaction(post(observation("Patient?identifier=" + SYSTEM + "|" + value))))
                .isRefused(412, "several-matches");
        refused(transaction(create)).isRefused(412, "several-matches").at("Bundle.entry[0].request.ifNoneExist");
    }

    @Test
    void entriesThatMakeNoSenseAreRefusedWithTheirPlace() {
        BundleEntryComponent wrongType = post(new Patient().setActive(true));
        wrongType.getRequest().setUrl("Observation");
        BundleEntryComponent otherId = put(unique(), new Patient().setActive(true));
        otherId.getRequest().setUrl("Patient/" + unique());
        BundleEntryComponent badVersion = put(unique(), new Patient().setActive(true));
        badVersion.getRequest().setIfMatch("the last one");

        refused(second(wrongType)).isRefused(400, "wrong-resource-type").at("Bundle.entry[1].resource");
        refused(second(otherId)).isRefused(400, "invalid-entry-url").at("Bundle.entry[1].request.url");
        refused(second(badVersion)).isRefused(400, "invalid-version").at("Bundle.entry[1].request.ifMatch");
        refused(second(new BundleEntryComponent().setResource(new Patient().setActive(true))))
                .isRefused(400, "entry-without-request")
                .at("Bundle.entry[1].request");
        refused(second(entry(HTTPVerb.POST, "Patient")))
                .isRefused(400, "entry-without-resource")
                .at("Bundle.entry[1].resource");
        refused(second(entry(HTTPVerb.HEAD, "Patient/" + unique())))
                .isRefused(400, "unsupported-entry")
                .at("Bundle.entry[1].request.method");
        refused(second(entry(HTTPVerb.PATCH, "Patient/" + unique())))
                .isRefused(400, "entry-without-resource")
                .at("Bundle.entry[1].resource");
        refused(second(entry(HTTPVerb.PUT, "Patient/1?identifier=x").setResource(new Patient().setActive(true))))
                .isRefused(400, "invalid-entry-url")
                .at("Bundle.entry[1].request.url");
        refused(second(delete("Patient"))).isRefused(400, "invalid-entry-url").saying("Type/id or Type?criteria");
        refused(second(get("https://elsewhere.example/Patient/1"))).isRefused(400, "invalid-entry-url");
        refused(second(get("Flower/1"))).isRefused(404, "unknown-resource-type").at("Bundle.entry[1].request.url");
    }

    @Test
    void aBundleThatIsNoTransactionIsRefused() {
        refused(Entries.bundle(BundleType.COLLECTION, List.of(post(new Patient().setActive(true)))))
                .isRefused(400, "wrong-bundle-type")
                .at("Bundle.type");
        refused(new Bundle()).isRefused(400, "wrong-bundle-type");
    }

    @Test
    void aBundleOverTheLimitIsRefused() {
        Stream<BundleEntryComponent> entries =
                Stream.generate(() -> post(new Patient().setActive(true))).limit(10_001);

        refused(Entries.bundle(BundleType.TRANSACTION, entries.toList()))
                .isRefused(413, "too-many-entries")
                .at("Bundle.entry")
                .saying("10000", "10001", "parts");
    }

    private Bundle second(BundleEntryComponent entry) {
        return transaction(post(patient(unique())), entry);
    }

    private AnswerAssert refused(Bundle bundle) {
        RowCounts before = rows();
        Answer answer = http().post("", json(bundle));
        assertThat(rows()).isEqualTo(before);
        return assertThat(answer);
    }
}
