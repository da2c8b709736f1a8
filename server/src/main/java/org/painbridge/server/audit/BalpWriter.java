package org.painbridge.server.audit;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.AuditEvent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAction;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentComponent;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventAgentNetworkType;
import org.hl7.fhir.r4.model.AuditEvent.AuditEventOutcome;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Reference;

/** Rows of the trail as AuditEvents, by the profiles of IHE BALP (Basic Audit Log Patterns) where one is for them. */
final class BalpWriter {
    private static final String PROFILES = "https://profiles.ihe.net/ITI/BALP/StructureDefinition/IHE.BasicAudit.";
    private static final String ENTITY_TYPES = "https://profiles.ihe.net/ITI/BALP/CodeSystem/BasicAuditEntityType";
    private static final String DCM = "http://dicom.nema.org/resources/ontology/DCM";
    private static final String TERMS = "http://terminology.hl7.org/CodeSystem/";
    private static final Map<String, String> PROFILE_OF = Map.of(
            "read", "Read",
            "vread", "Read",
            "search-type", "Query",
            "search-system", "Query",
            "create", "Create",
            "update", "Update",
            "delete", "Delete");

    private static final Pattern REFERENCE = Pattern.compile("(?:https?://.*/)?[A-Z][A-Za-z]+/[A-Za-z0-9.-]{1,64}");
    private static final int FIRST_REFUSAL = 400;
    private static final int FIRST_FAILURE = 500;

    private final String baseUrl;

    /** @param baseUrl by which this server is named */
    BalpWriter(String baseUrl) {
        this.baseUrl = baseUrl;
    }

    /**
     * @param withQuery whether the reader may see what exactly was asked, which may name others
     * @param brokenGlass whether what directives withhold was open to the person then
     */
    AuditEvent write(AuditRow row, boolean withQuery, boolean brokenGlass) {
        AuditEvent event = new AuditEvent();
        Date at = new Date(row.place().at());
        event.setId(row.place().id());
        event.getMeta().setVersionId("1").setLastUpdated(at);
        profile(row, event, withQuery);
        kind(row.kind(), event);
        if (brokenGlass || row.kind().equals(AuditEntry.BREAK_GLASS)) {
            event.addPurposeOfEvent().addCoding(new Coding(TERMS + "v3-ActReason", "BTG", "break the glass"));
        }
        event.setAction(AuditEventAction.fromCode(AuditKinds.action(row.kind())));
        event.setRecorded(at);
        outcome(row, event);
        client(row, event.addAgent());
        server(row, event.addAgent());
        person(row, event);
        event.getSource().setObserver(named(baseUrl));
        entities(row, event, withQuery);
        return event;
    }

    /** Where the entry has all that the profile asks for: what the server does by itself comes from no network. */
    private static void profile(AuditRow row, AuditEvent event, boolean withQuery) {
        String profile = PROFILE_OF.get(row.kind());
        boolean one = row.target().contains("/");
        boolean fits = profile != null
                && row.status() < FIRST_REFUSAL
                && row.agent().address() != null
                && (profile.equals("Query") ? withQuery && row.query() != null && !one : one);
        if (fits) {
            event.getMeta().addProfile(PROFILES + (row.patient() == null ? "" : "Patient") + profile);
        }
    }

    private static void kind(String kind, AuditEvent event) {
        event.setType(
                AuditKinds.isOfTrail(kind)
                        ? new Coding(DCM, "110101", "Audit Log Used")
                        : new Coding(TERMS + "audit-event-type", "rest", "Restful Operation"));
        event.addSubtype(new Coding("http://hl7.org/fhir/restful-interaction", kind, null));
        if (kind.equals(AuditEntry.BREAK_GLASS)) {
            event.setType(new Coding(DCM, "110113", "Security Alert"));
            event.addSubtype(new Coding(DCM, "110127", "Emergency Override Started"));
        }
    }

    private static void outcome(AuditRow row, AuditEvent event) {
        event.setOutcome(
                row.status() >= FIRST_FAILURE
                        ? AuditEventOutcome._8
                        : row.status() >= FIRST_REFUSAL ? AuditEventOutcome._4 : AuditEventOutcome._0);
        event.setOutcomeDesc("HTTP " + row.status());
    }

    /** Who has the data at first is the source, who gets them the destination; a search counts as sent by the client. */
    private static Coding role(String kind, boolean ofClient) {
        if (kind.equals("delete")) {
            return ofClient
                    ? new Coding(DCM, "110150", "Application")
                    : new Coding(TERMS + "provenance-participant-type", "custodian", "Custodian");
        }
        boolean outgoing = AuditKinds.action(kind).equals("R");
        return ofClient == outgoing
                ? new Coding(DCM, "110152", "Destination Role ID")
                : new Coding(DCM, "110153", "Source Role ID");
    }

    private static void client(AuditRow row, AuditEventAgentComponent agent) {
        agent.setType(new CodeableConcept(role(row.kind(), true)));
        agent.setWho(named(row.agent().client()));
        agent.setRequestor(row.agent().person() == null);
        if (row.agent().address() != null) {
            agent.getNetwork().setAddress(row.agent().address()).setType(AuditEventAgentNetworkType._2);
        }
    }

    private void server(AuditRow row, AuditEventAgentComponent agent) {
        agent.setType(new CodeableConcept(role(row.kind(), false)));
        agent.setWho(named(baseUrl)).setRequestor(false);
        agent.getNetwork().setAddress(baseUrl).setType(AuditEventAgentNetworkType._5);
    }

    private static void person(AuditRow row, AuditEvent event) {
        String person = row.agent().person();
        if (person == null) {
            return;
        }
        boolean reads = "RE".contains(AuditKinds.action(row.kind()));
        event.addAgent()
                .setType(new CodeableConcept(new Coding(
                        TERMS + "v3-ParticipationType",
                        reads ? "IRCP" : "AUT",
                        reads ? "information recipient" : "author (originator)")))
                .setWho(REFERENCE.matcher(person).matches() ? new Reference(person) : named(person))
                .setRequestor(true);
    }

    private static void entities(AuditRow row, AuditEvent event, boolean withQuery) {
        if (row.agent().request() != null) {
            event.addEntity()
                    .setType(new Coding(ENTITY_TYPES, "XrequestId", null))
                    .setWhat(named(row.agent().request()));
        }
        if (row.target().contains("/")) {
            event.addEntity()
                    .setType(new Coding(TERMS + "audit-entity-type", "2", "System Object"))
                    .setRole(new Coding(TERMS + "object-role", "4", "Domain Resource"))
                    .setWhat(new Reference(row.target()));
        }
        String query = row.query();
        if (query != null && withQuery) {
            // BALP has one system object: that of a search is the query, that of the rest the resource.
            event.addEntity()
                    .setType(
                            row.target().contains("/")
                                    ? new Coding(TERMS + "audit-entity-type", "4", "Other")
                                    : new Coding(TERMS + "audit-entity-type", "2", "System Object"))
                    .setRole(new Coding(TERMS + "object-role", "24", "Query"))
                    .setQuery(query.getBytes(StandardCharsets.UTF_8));
        }
        if (row.patient() != null) {
            event.addEntity()
                    .setType(new Coding(TERMS + "audit-entity-type", "1", "Person"))
                    .setRole(new Coding(TERMS + "object-role", "1", "Patient"))
                    .setWhat(new Reference("Patient/" + row.patient()));
        }
    }

    private static Reference named(String value) {
        return new Reference().setIdentifier(new Identifier().setValue(value));
    }
}
