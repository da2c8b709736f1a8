package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.fhirserver.Entries.batch;
import static org.painbridge.server.fhirserver.Entries.entry;
import static org.painbridge.server.fhirserver.Entries.get;
import static org.painbridge.server.fhirserver.Entries.put;
import static org.painbridge.server.fhirserver.Entries.transaction;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Binary;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.painbridge.server.Sample;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** Whatever a request can ask for, the entry of a bundle can, too (FHIR R4, 3.1.0.11). */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class EntryKindScenarios extends BundleScenarios {
    /** Of the store: in a transaction, too. */
    private static final List<String> STORED = List.of(
            "Patient/ID/_history/1",
            "Patient/ID/_history",
            "Patient/ID/_history?_count=1",
            "Patient/ID/_history?_summary=count",
            "Patient/_history?_since=2990-01-01T00:00:00Z",
            "_history?_since=2990-01-01T00:00:00Z",
            "Patient/ID/Observation?status=final",
            "Patient/ID/*",
            "Patient/ID/*?_type=Observation&_count=1",
            "?_type=Observation,Patient&_id=ID,NOTE");

    private static final List<String> OTHERS = List.of(
            "Patient/ID/$everything",
            "Patient/ID/$everything?_count=1",
            "Patient/ID/$meta",
            "Patient/ID?_elements=active",
            "Patient?_id=ID&_summary=true",
            "ValueSet/error-code",
            "ValueSet?_count=1",
            "ValueSet/error-code/$expand?count=1&offset=1",
            "CodeSystem/error-code?_format=xml",
            "metadata?_elements=fhirVersion");

    @Autowired
    private ScopedCallers callers;

    private Sample sample;

    @BeforeAll
    void store() {
        sample = sample();
        sample.put("anna", new Patient().setActive(true));
        http().put(
                        "Patient/" + sample.id("anna"),
                        json(put(sample.id("anna"), new Patient()).getResource()));
        Observation note = new Observation().setSubject(new Reference("Patient/" + sample.id("anna")));
        note.setStatus(Observation.ObservationStatus.FINAL).getCode().setText("pain");
        sample.put("note", note);
    }

    @Test
    void aBatchAnswersWhateverIsReadOrAskedByGet() {
        List<String> urls = Stream.concat(STORED.stream(), OTHERS.stream())
                .map(this::filled)
                .toList();

        JsonNode answer = sent(batch(urls.stream().map(Entries::get).toArray(BundleEntryComponent[]::new)));

        for (int i = 0; i < urls.size(); i++) {
            assertIsAnswer(urls.get(i), answer.at("/entry/" + i));
        }
    }

    @Test
    void aTransactionAnswersWhateverTheStoreHasAndSeesWhatItWrites() {
        List<String> urls = STORED.stream().map(this::filled).toList();
        String fresh = unique();
        List<BundleEntryComponent> entries =
                new ArrayList<>(urls.stream().map(Entries::get).toList());
        entries.add(put(fresh, new Patient()));
        entries.add(get("Patient/" + fresh + "/_history/1"));
        entries.add(get("Patient/" + fresh + "/*"));
        entries.add(get("Patient/" + fresh + "/_history"));

        JsonNode answer = sent(transaction(entries.toArray(BundleEntryComponent[]::new)));

        for (int i = 0; i < urls.size(); i++) {
            assertIsAnswer(urls.get(i), answer.at("/entry/" + i));
        }
        assertThat(answer.at("/entry/" + (urls.size() + 1) + "/resource/id").asText())
                .isEqualTo(fresh);
        assertThat(answer.at("/entry/" + (urls.size() + 2) + "/resource/entry")).hasSize(1);
        assertThat(answer.at("/entry/" + (urls.size() + 3) + "/resource/total").asInt())
                .isEqualTo(1);
    }

    private void assertIsAnswer(String url, JsonNode entry) {
        JsonNode resource = entry.path("resource");
        if (url.contains("_format")) {
            assertThat(resource.path("id").asText()).as(url).isEqualTo("error-code");
            return;
        }
        JsonNode alone = http().get(url).json();
        assertThat(entry.at("/response/status").asText()).as(url + entry).isEqualTo("200 OK");
        assertThat(resource.path("resourceType")).as(url).isEqualTo(alone.path("resourceType"));
        for (String part :
                List.of("entry", "link", "total", "expansion", "parameter", "active", "fhirVersion", "url")) {
            assertThat(withoutIds(resource.path(part))).as(url + " " + part).isEqualTo(withoutIds(alone.path(part)));
        }
    }

    /** Of an expansion: each has one of its own, and its moment. */
    private static String withoutIds(JsonNode node) {
        return node.toString().replaceAll("\"(identifier|timestamp)\":\"[^\"]*\"", "");
    }

    @Test
    void aBatchCarriesOutOperationsByPost() {
        Parameters lookup = new Parameters();
        lookup.addParameter("code", new CodeType("gone"));
        Parameters valid = new Parameters();
        valid.addParameter().setName("resource").setResource(new Patient().setActive(true));

        JsonNode answer = sent(batch(
                post("Patient/$validate", valid),
                post("Patient/" + sample.id("anna") + "/$mme", new Parameters()),
                post("Patient/" + unique() + "/$everything", null),
                post("Patient/$nonsense", new Parameters()),
                entry(HTTPVerb.HEAD, "Patient/" + sample.id("anna")),
                post("CodeSystem/$lookup", lookup)));

        assertThat(statuses(answer).subList(0, 2)).containsExactly("200 OK", "200 OK");
        assertThat(answer.at("/entry/0/resource/resourceType").asText()).isEqualTo("OperationOutcome");
        assertThat(answer.at("/entry/1/resource/resourceType").asText()).isEqualTo("Parameters");
        assertThat(answer.at("/entry/2/response/status").asText()).isEqualTo("404");
        assertThat(answer.at("/entry/2/response/outcome/issue/0/details/coding/0/code")
                        .asText())
                .isEqualTo("not-found");
        assertThat(answer.at("/entry/2/response/outcome/issue/0/expression/0").asText())
                .startsWith("Bundle.entry[2]");
        assertThat(answer.at("/entry/3/response/status").asText()).startsWith("4");
        assertThat(answer.at("/entry/4/response/status").asText()).isEqualTo("200 OK");
        assertThat(answer.at("/entry/4/response/etag").asText()).isEqualTo("W/\"2\"");
        assertThat(answer.path("entry").path(4).has("resource")).isFalse();
        assertThat(answer.at("/entry/5/response/outcome/issue/0/expression/0").asText())
                .startsWith("Bundle.entry[5].");
    }

    @Test
    void aTransactionRefusesOperationsAndSaysWhatToDo() {
        for (BundleEntryComponent asked : List.of(
                get("Patient/" + sample.id("anna") + "/$everything"),
                post("Patient/$validate", new Parameters()),
                get("metadata"))) {
            refused(transaction(put(unique(), new Patient()), asked))
                    .isRefused(400, "unsupported-entry")
                    .at("Bundle.entry[1].request.url")
                    .saying("in a batch");
        }
    }

    @Test
    void aSearchByPostIsTheSearchByGet() {
        Binary form = new Binary().setContentType("application/x-www-form-urlencoded");
        form.setData(("_id=" + sample.id("anna")).getBytes(StandardCharsets.UTF_8));

        for (var bundle : List.of(batch(searches(form)), transaction(searches(form)))) {
            JsonNode answer = sent(bundle);
            for (JsonNode entry : answer.path("entry")) {
                assertThat(sample.names(entry.path("resource"), "match"))
                        .as(answer.toString())
                        .contains("anna");
            }
            assertThat(answer.at("/entry/3/resource/entry")).hasSize(2);
        }
        Parameters noForm = new Parameters();
        noForm.addParameter("_id", new CodeType("x"));
        refused(transaction(post("Patient/_search", noForm)))
                .isRefused(400, "wrong-resource-type")
                .at("Bundle.entry[0].resource");
    }

    private BundleEntryComponent[] searches(Binary form) {
        String anna = sample.id("anna");
        return new BundleEntryComponent[] {
            post("Patient/_search?_id=" + anna, null),
            post("Patient/_search", form),
            post("_search?_type=Patient", form),
            post("Patient/" + anna + "/_search", null),
            post("Patient/" + anna + "/*/_search?_type=Patient", null)
        };
    }

    @Test
    void aReaderWhoWasHereSinceIsSentNothing() {
        BundleEntryComponent late = get("Patient/" + sample.id("anna"));
        late.getRequest().setIfModifiedSince(new Date());
        BundleEntryComponent early = get("Patient/" + sample.id("anna"));
        early.getRequest().setIfModifiedSince(new Date(0));

        assertThat(statuses(sent(batch(late, early)))).containsExactly("304 Not Modified", "200 OK");
    }

    @Test
    void nobodySeesMoreByABundleThanAlone() {
        String[] ofNobody = callers.header(AccessScope.of(
                new Grant(Set.of("Patient", "Observation"), new Whose.Patients(Set.of("nobody")), Set.of())));
        List<BundleEntryComponent> entries = Stream.concat(STORED.stream(), OTHERS.stream())
                .filter(url -> url.contains("ID"))
                .map(url -> get(filled(url)))
                .toList();

        String inBatch = http().post("", json(Entries.bundle(BundleType.BATCH, entries)), ofNobody)
                .text();

        assertThat(inBatch).doesNotContain("\"active\"", "\"pain\"", "W/");
    }

    @Test
    void aWriteBringsBackWhatIsPreferred() {
        BundleEntryComponent write = put(unique(), new Patient().setActive(true));

        for (String type : List.of("transaction", "batch")) {
            String body = json(batch(write)).replace("batch", type);
            JsonNode whole = http().post("", body, "Prefer", "return=representation")
                    .json()
                    .at("/entry/0");
            assertThat(whole.at("/resource/active").asBoolean()).isTrue();
            assertThat(whole.at("/response/location").asText())
                    .endsWith(whole.at("/resource/meta/versionId").asText());
            JsonNode told = http().post("", body, "Prefer", "return=OperationOutcome")
                    .json()
                    .at("/entry/0");
            assertThat(told.at("/response/outcome/issue/0/severity").asText()).isEqualTo("information");
            assertThat(http().post("", body).json().path("entry").get(0).has("resource"))
                    .isFalse();
        }
    }

    private static BundleEntryComponent post(String url, @Nullable Resource body) {
        return entry(HTTPVerb.POST, url).setResource(body);
    }

    private String filled(String url) {
        return url.replace("ID", sample.id("anna")).replace("NOTE", sample.id("note"));
    }
}
