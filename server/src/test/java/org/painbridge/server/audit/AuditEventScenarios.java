package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.OperationOutcomeIssueComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.validation.ProfileValidator;
import org.springframework.beans.factory.annotation.Autowired;

/** The trail as AuditEvents: found by patient, in the shape of IHE BALP, and nobody's to write. */
abstract class AuditEventScenarios extends ServerScenarios {
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";

    private static final String ENTRY = "https://painbridge.example/fhir/StructureDefinition/audit-entry";

    @Autowired
    private ProfileValidator validator;

    private final String patient = "audited-" + unique();

    @BeforeEach
    void doSomething() {
        String body = "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}";
        assertThat(http().put("Patient/" + patient, body)).hasStatus(201);
        assertThat(http().get("Patient/" + patient)).hasStatus(200);
        assertThat(http().get("Condition?patient=" + patient)).hasStatus(200);
        assertThat(http().delete("Patient/" + patient)).hasStatus(204);
        assertThat(http().get("Patient/" + patient)).hasStatus(410);
    }

    @Test
    void whoLookedAtARecordIsFoundByThePatientTheNewestFirst() {
        assertThat(profiles("")).containsExactly("", "PatientDelete", "PatientQuery", "PatientRead", "PatientCreate");
    }

    @Test
    void aSearchEventTellsWhoAskedWhat() {
        JsonNode event = events("&subtype=search-type").getFirst();

        assertThat(event.at("/type/code").asText()).isEqualTo("rest");
        assertThat(event.path("action").asText()).isEqualTo("E");
        assertThat(event.path("outcome").asText()).isEqualTo("0");
        assertThat(event.at("/agent/0/who/identifier/value").asText()).isEqualTo("open");
        assertThat(event.at("/agent/0/network/address").asText()).isEqualTo("127.0.0.1");
        String query = event.at("/entity/1/query").asText();
        assertThat(new String(Base64.getDecoder().decode(query), StandardCharsets.UTF_8))
                .isEqualTo("GET Condition?patient=" + patient);
        assertThat(event.at("/entity/2/what/reference").asText()).isEqualTo("Patient/" + patient);
    }

    /** BALP's own profiles are no part of this repository, so those that an entry claims are left out. */
    @Test
    void everyEntryIsByTheProfileOfTheGuide() {
        assertThat(http().put("Patient/" + patient, "{\"resourceType\":\"Patient\",\"id\":\"" + patient + "\"}"))
                .hasStatus(201);
        assertThat(http().put("Patient/" + patient, """
                {"resourceType":"Patient","id":"%s","active":true}""".formatted(patient))).hasStatus(200);

        List<JsonNode> events = events("");

        assertThat(events)
                .extracting(event -> event.at("/subtype/0/code").asText())
                .contains("create", "read", "search-type", "update", "delete");
        for (JsonNode json : events) {
            AuditEvent event = context().newJsonParser().parseResource(AuditEvent.class, json.toString());
            event.getMeta().getProfile().clear();
            assertThat(validator.validate(event, List.of(ENTRY)).getIssue())
                    .filteredOn(issue -> issue.getSeverity().compareTo(IssueSeverity.ERROR) <= 0)
                    .extracting(OperationOutcomeIssueComponent::getDiagnostics)
                    .as(json.toString())
                    .isEmpty();
        }
    }

    @Test
    void otherParametersNarrowIt() {
        assertThat(profiles("&action=R")).containsExactly("", "PatientRead");
        assertThat(profiles("&action=C,D")).containsExactly("PatientDelete", "PatientCreate");
        assertThat(profiles("&outcome=4")).containsExactly("");
        assertThat(profiles("&entity=Patient/" + patient + "&outcome=0"))
                .containsExactly("PatientDelete", "PatientRead", "PatientCreate");
        assertThat(profiles("&date=ge2020&agent:identifier=open")).hasSize(5);
        assertThat(profiles("&date=lt2020")).isEmpty();
        assertThat(profiles("&agent=Practitioner/nobody")).isEmpty();
        Answer counted = http().get("AuditEvent?patient=" + patient + "&subtype=read&_summary=count");
        assertThat(counted.json().path("total").asInt()).isEqualTo(2);
    }

    @Test
    void pagesFollowEachOther() {
        List<String> seen = new ArrayList<>();
        String next = "AuditEvent?_count=2&patient=" + patient;
        while (next != null) {
            Answer page = http().get(next);
            assertThat(page).hasStatus(200);
            page.json()
                    .path("entry")
                    .forEach(entry -> seen.add(entry.at("/resource/id").asText()));
            next = next(page.json());
        }

        assertThat(seen).hasSizeGreaterThanOrEqualTo(5).doesNotHaveDuplicates();
    }

    @Test
    void oneCanBeRead() {
        String id = events("&subtype=read&outcome=0").getFirst().path("id").asText();

        Answer answer = http().get("AuditEvent/" + id);

        assertThat(answer).hasStatus(200);
        assertThat(answer.json().at("/meta/profile/0").asText()).isEqualTo(BALP + "PatientRead");
        assertThat(http().get("AuditEvent/1-1-1")).isRefused(404, "not-found");
        assertThat(http().get("AuditEvent/nonsense")).isRefused(404, "not-found");
    }

    @Test
    void nobodyWritesThem() {
        String body = "{\"resourceType\":\"AuditEvent\"}";
        assertThat(http().post("AuditEvent", body)).isRefused(405, "unsupported-interaction");
        assertThat(http().put("AuditEvent/1-1-1", body)).isRefused(405, "unsupported-interaction");
        assertThat(http().delete("AuditEvent/1-1-1")).isRefused(405, "unsupported-interaction");
        assertThat(http().delete("AuditEvent?patient=" + patient)).isRefused(405, "unsupported-interaction");
        assertThat(http().post("AuditEvent/$meta-add", "{\"resourceType\":\"Parameters\"}")
                        .status())
                .isBetween(400, 405);
        Answer entry = http().post(
                        "",
                        "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[{\"resource\":" + body
                                + ",\"request\":{\"method\":\"POST\",\"url\":\"AuditEvent\"}}]}");
        assertThat(entry.status()).isBetween(400, 422);
    }

    @Test
    void whatCannotBeHonouredIsRefused() {
        assertThat(http().get("AuditEvent?nonsense=1"))
                .isRefused(400, "unknown-search-parameter")
                .at("http.nonsense");
        assertThat(http().get("AuditEvent?nonsense=1&_count=1", "Prefer", "handling=lenient"))
                .hasStatus(200);
        for (String query :
                List.of("date=soon", "patient=Group/1", "_sort=date", "_count=x", "_cursor=x", "outcome=5")) {
            assertThat(http().get("AuditEvent?" + query)).as(query).isRefused(400, "invalid-search");
        }
    }

    @Test
    void theCapabilityStatementTellsWhatIsServed() {
        for (JsonNode type : http().get("metadata").json().at("/rest/0/resource")) {
            if (type.path("type").asText().equals("AuditEvent")) {
                assertThat(type.path("interaction").findValuesAsText("code"))
                        .containsExactlyInAnyOrder("read", "search-type");
                assertThat(type.path("searchParam").findValuesAsText("name")).contains("patient", "date");
                return;
            }
        }
        throw new AssertionError("No AuditEvent in the CapabilityStatement");
    }

    /** Without what they share, the newest first; that of a refusal is empty. */
    private List<String> profiles(String more) {
        return events(more).stream()
                .map(event -> event.at("/meta/profile/0").asText().replace(BALP, ""))
                .toList();
    }

    private List<JsonNode> events(String more) {
        Answer answer = http().get("AuditEvent?date=lt2999&patient=" + patient + more);
        assertThat(answer).hasStatus(200);
        List<JsonNode> events = new ArrayList<>();
        answer.json().path("entry").forEach(entry -> events.add(entry.path("resource")));
        events.removeIf(event -> event.at("/entity/1/query").asText().startsWith("R0VUIEF1ZGl0")); // GET Audit...
        return events;
    }

    private static @Nullable String next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                String url = link.path("url").asText();
                return url.substring(url.indexOf("AuditEvent?"));
            }
        }
        return null;
    }
}
