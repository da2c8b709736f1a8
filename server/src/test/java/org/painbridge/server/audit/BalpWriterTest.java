package org.painbridge.server.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventEntityComponent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.audit.AuditEntry.Agent;
import org.painbridge.server.audit.AuditRow.Place;

/** Which profile of IHE BALP an entry claims, and that it has then what the profile asks for (BALP 1.1, Read to Delete). */
class BalpWriterTest {
    private static final String BALP = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final Agent DOCTOR = new Agent("emr", "Practitioner/eva", "192.0.2.17", "r-1");

    private final BalpWriter writer = new BalpWriter("https://painbridge.example/fhir");

    @ParameterizedTest
    @CsvSource({
        "read, Observation/3, , PatientRead, R, 110152, 110153, IRCP, 4",
        "vread, Observation/3/_history/1, , PatientRead, R, 110152, 110153, IRCP, 4",
        "read, Observation/3, ' obo=cpso:1', PatientRead, R, 110152, 110153, IRCP, 4",
        "search-type, Observation, GET Observation?patient=anna, PatientQuery, E, 110153, 110152, IRCP, 24",
        "create, Observation/3/_history/1, , PatientCreate, C, 110153, 110152, AUT, 4",
        "update, Observation/3/_history/2, ' obo=cpso:1', PatientUpdate, U, 110153, 110152, AUT, 4",
        "delete, Observation/3, , PatientDelete, D, 110150, custodian, AUT, 4"
    })
    void whatSucceededIsByTheProfileOfItsKind(
            String kind,
            String target,
            String query,
            String profile,
            String action,
            String client,
            String server,
            String person,
            String role) {
        AuditEvent event = writer.write(row(kind, 200, DOCTOR, target, query), true, false);

        assertThat(claimed(event)).isEqualTo(profile);
        assertThat(event.getType().getCode()).isEqualTo("rest");
        assertThat(event.getSubtype()).extracting(subtype -> subtype.getCode()).containsExactly(kind);
        assertThat(event.getAction().toCode()).isEqualTo(action);
        assertThat(event.getOutcome().toCode()).isEqualTo("0");
        assertThat(event.getAgent())
                .extracting(agent -> agent.getType().getCodingFirstRep().getCode())
                .containsExactly(client, server, person);
        assertThat(event.getAgent()).allMatch(AuditEventAgentComponent::hasWho);
        assertThat(event.getAgent().subList(0, 2)).allMatch(AuditEventAgentComponent::hasNetwork);
        assertThat(event.getAgent())
                .extracting(AuditEventAgentComponent::getRequestor)
                .containsExactly(false, false, true);
        assertThat(ofType(event, "2"))
                .singleElement()
                .matches(entity -> entity.getRole().getCode().equals(role))
                .matches(entity -> role.equals("24") ? entity.hasQuery() && !entity.hasWhat() : entity.hasWhat());
        assertThat(ofType(event, "1"))
                .singleElement()
                .matches(entity -> entity.getWhat().getReference().equals("Patient/anna"));
    }

    @Test
    void anEntryThatLacksSomethingClaimsNothing() {
        Agent server = new Agent("server", null, null, null);
        String query = "GET Observation?patient=anna";

        assertThat(claimed(writer.write(row("read", 404, DOCTOR, "Observation/3", query), true, false)))
                .isEmpty();
        assertThat(claimed(writer.write(row("create", 200, server, "Task/3/_history/1", null), true, false)))
                .isEmpty();
        assertThat(claimed(writer.write(row("search-type", 200, DOCTOR, "Observation", query), false, false)))
                .isEmpty();
        assertThat(claimed(writer.write(row("operation", 200, DOCTOR, "Patient/anna", query), true, false)))
                .isEmpty();
    }

    @Test
    void aRefusalSaysSo() {
        AuditEvent event = writer.write(row("read", 403, DOCTOR, "Observation/3", "GET Observation/3"), true, false);

        assertThat(event.getOutcome().toCode()).isEqualTo("4");
        assertThat(event.getOutcomeDesc()).isEqualTo("HTTP 403");
    }

    private static String claimed(AuditEvent event) {
        return event.getMeta().getProfile().stream()
                .map(profile -> profile.getValue().replace(BALP, ""))
                .findFirst()
                .orElse("");
    }

    private static List<AuditEventEntityComponent> ofType(AuditEvent event, String type) {
        return event.getEntity().stream()
                .filter(entity -> entity.getType().getCode().equals(type))
                .toList();
    }

    private static AuditRow row(String kind, int status, Agent agent, String target, @Nullable String query) {
        return new AuditRow(
                new Place(1_700_000_000_000L, 1, 1), kind, status, agent, target, query, "anna", new byte[32]);
    }
}
