package org.painbridge.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/**
 * A quarter of a million resources with a million index rows, skewed as real ones are: few statuses, a code that is in every
 * fourth resource and one that is in three, a patient with far more than others. Rows as the indexer writes them, but by
 * PostgreSQL itself: n is the number of a resource among those of its type, k a number below 1000 that looks random.
 */
final class MillionRows {
    static final String NUMBERS = "urn:painbridge:number";
    static final String LOINC = "http://loinc.org";
    static final int SLOTS = 2_500_000; // Types lie mixed, so each spreads over all numbers and all of the time.
    static final int MOST_TYPES = 40;
    static final long FIRST_MILLIS = 1_704_067_200_000L; // 2024-01-01.
    static final long MILLIS_A_SLOT = 20_000;
    private static final String TABLES =
            "'fhir_resource', 'fhir_history', 'fhir_text', 'fhir_range', 'fhir_element_text', 'fhir_element_range'";

    private final SearchParameters parameters;
    private final Statement statement;
    private final List<String> resources = new ArrayList<>();

    private MillionRows(SearchParameters parameters, Statement statement) {
        this.parameters = parameters;
        this.statement = statement;
    }

    /** The logical id of the resource with that number. */
    static String id(String type, int n) {
        return String.format(Locale.ROOT, "%s-%07d", type.toLowerCase(Locale.ROOT), n);
    }

    /** Into the empty tables; the indexes are made when everything is there. */
    static void fill(Connection connection, SearchParameters parameters) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            List<String> indexes = strings(statement, "indexdef");
            for (String index : strings(statement, "indexname")) {
                statement.execute("drop index " + index);
            }
            new MillionRows(parameters, statement).fill();
            for (String index : indexes) {
                statement.execute(index);
            }
            statement.execute(insertOfLists()); // Each looks up the others of its Task.
            statement.execute("alter table fhir_text alter column term set statistics 1000");
            statement.execute("vacuum analyze");
        }
    }

    private static List<String> strings(Statement statement, String column) throws SQLException {
        String sql = "select " + column + " from pg_indexes where tablename in (" + TABLES + ")"
                + " and indexname not in (select conname from pg_constraint) order by indexname";
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }

    private void fill() throws SQLException {
        people();
        medicines();
        findings();
        plans();
        run("insert into fhir_resource (type_id, res_id, fhir_id, version, updated, deleted, body) "
                + String.join(" union all ", resources) + " order by 2");
        run("insert into care_relation (source, patient_id, member, starts, ends)"
                + " select 'Patient/' || r.fhir_id, r.fhir_id, 'Practitioner/' || t.term, 0, 9223372036854775807"
                + " from fhir_text t join fhir_resource r on r.res_id = t.res_id where t.param_id = "
                + NameIds.of("Patient.general-practitioner"));
        // One patient in ten withholds dispenses from everybody, another everything from a practitioner.
        run("insert into consent_directive (source, patient_id, opens, actor, target, starts, ends)"
                + " select 'Consent/' || r.fhir_id, r.fhir_id, false,"
                + " case when right(r.fhir_id, 2) < '50' then '*' else 'Practitioner/" + id("Practitioner", 2)
                + "' end,"
                + " case when right(r.fhir_id, 2) < '50' then 'MedicationDispense/' else '' end,"
                + " 0, 9223372036854775807 from fhir_resource r where r.type_id = " + NameIds.of("Patient")
                + " and right(r.fhir_id, 1) = '1'");
        run("insert into fhir_history (type_id, res_id, version, updated, deleted, body)"
                + " select type_id, res_id, 1, updated - 1000, false, body from fhir_resource where version = 2");
    }

    private void run(String sql) throws SQLException {
        statement.execute(sql);
    }

    private void people() throws SQLException {
        type("Patient", 10_000)
                .token("identifier", NUMBERS, "'hc' || n")
                .text("family", "0", "'family' || k % 700")
                .text("given", "0", "'given' || n % 300")
                .text("name", "0", "'family' || k % 700")
                .text("name", "0", "'given' || n % 300")
                .token("gender", "http://hl7.org/fhir/administrative-gender", "(array['male', 'female'])[1 + n % 2]")
                .reference("general-practitioner", "Practitioner", "1 + n % 500")
                .day("birthdate", "(n % 20000) * -86400000.0");
        type("Practitioner", 500).token("identifier", NUMBERS, "'lic' || n").text("family", "0", "'doctor' || n");
        type("Organization", 100).text("name", "0", "'pharmacy ' || n");
        type("PractitionerRole", 800)
                .reference("practitioner", "Practitioner", "1 + n % 500")
                .reference("organization", "Organization", "1 + n % 100");
        type("CareTeam", 3_000)
                .reference("patient", "Patient", patient(1000))
                .reference("participant", "Practitioner", "1 + n % 500")
                .token("status", "http://hl7.org/fhir/care-team-status", "'active'");
        type("Encounter", 30_000).reference("patient", "Patient", patient(3000));
    }

    private void medicines() throws SQLException {
        type("MedicationRequest", 30_000)
                .reference("patient", "Patient", patient(3000))
                .token(
                        "status",
                        "http://hl7.org/fhir/CodeSystem/medicationrequest-status",
                        status("active", "completed"))
                .token("code", "http://hl7.org/fhir/NamingSystem/ca-hc-din", "'0' || k % 300")
                .reference("requester", "Practitioner", "1 + k % 500")
                .day("authoredon", "day");
        type("MedicationDispense", 50_000)
                .token("identifier", NUMBERS, "'rx' || n")
                .reference("patient", "Patient", patient(2500))
                .token(
                        "status",
                        "http://terminology.hl7.org/CodeSystem/medicationdispense-status",
                        status("completed", "cancelled"))
                .token("code", "http://hl7.org/fhir/NamingSystem/ca-hc-din", "'0' || k % 300")
                .reference("prescription", "MedicationRequest", "1 + n % 30000")
                .reference("performer", "Organization", "1 + n % 100")
                .day("whenhandedover", "day");
    }

    private void findings() throws SQLException {
        String code =
                "case when n % 20000 = 77 then 'rare' when n % 4 = 0 then '72514-3' when n % 10 = 1 then '85354-9'"
                        + " else 'c' || k % 200 end";
        RowsOfType observations = type("Observation", 50_000)
                .reference("patient", "Patient", patient(1000))
                .token("code", LOINC, code)
                .token("combo-code", LOINC, code)
                .token("status", "http://hl7.org/fhir/observation-status", status("final", "amended"))
                .token("category", "http://terminology.hl7.org/CodeSystem/observation-category", "'survey'")
                .range("value-quantity", "k % 11", "k % 11")
                .day("date", "day");
        SearchParameter.Pair pressure = parameters
                .find("Observation", "component-code-value-quantity")
                .orElseThrow()
                .pairs()
                .getFirst();
        for (int element = 0; element < 2; element++) {
            run("insert into fhir_element_text (param_id, res_id, element, qualifier, term) select "
                    + pair(pressure.first().indexId(), element) + NameIds.ofSystem(LOINC)
                    + (element == 0 ? ", '8480-6'" : ", '8462-4'") + observations.rows("n % 10 in (0, 1)"));
            run("insert into fhir_element_range (param_id, res_id, element, qualifier, low, high) select "
                    + pair(pressure.second().indexId(), element) + "0, 60 + k % 100, 60 + k % 100"
                    + observations.rows("n % 10 in (0, 1)"));
        }
        type("Condition", 20_000)
                .reference("patient", "Patient", patient(4000))
                .token("code", "http://snomed.info/sct", "case when n % 5 = 0 then '279039007' else '' || k % 400 end")
                .token(
                        "clinical-status",
                        "http://terminology.hl7.org/CodeSystem/condition-clinical",
                        status("active", "resolved"));
        type("DetectedIssue", 8_000)
                .reference("patient", "Patient", patient(1000))
                .reference("implicated", "MedicationDispense", "1 + n * 6")
                .token("dispensing-rule", "urn:painbridge:rule", "'rule' || n % 6")
                .day("identified", "day");
    }

    private static String pair(int indexId, int element) {
        return indexId + ", res_id, " + element + ", ";
    }

    private void plans() throws SQLException {
        type("Goal", 10_000)
                .reference("patient", "Patient", patient(1000))
                .token("lifecycle-status", "http://hl7.org/fhir/goal-status", status("active", "completed"));
        type("CarePlan", 5_000)
                .reference("patient", "Patient", patient(1000))
                .token("status", "http://hl7.org/fhir/request-status", status("active", "completed"))
                .reference("goal", "Goal", "1 + n * 2 % 10000")
                .reference("goal", "Goal", "2 + n * 2 % 9998");
        type("Task", 10_000)
                .reference("patient", "Patient", patient(1000))
                .reference("owner", "Practitioner", "case when n % 2 = 0 then 79 else 1 + k % 500 end")
                .token("status", "http://hl7.org/fhir/task-status", status("completed", "requested"))
                .token("code", "urn:painbridge:task", "'review' || n % 3")
                .token("group-identifier", NUMBERS, "'group' || n / 3")
                .reference("focus", "CarePlan", "1 + n % 5000")
                .day("due", "day + 604800000")
                .range("restriction-period", "day", "day + 691199999")
                .day("authored-on", "day");
        type("ServiceRequest", 12_000)
                .reference("patient", "Patient", patient(1000))
                .token("status", "http://hl7.org/fhir/request-status", status("completed", "active"))
                .token("code", "http://loinc.org", "'img' || k % 50");
        type("Provenance", 12_000)
                .reference("target", "CarePlan", "1 + n % 5000")
                .reference("agent", "Practitioner", "1 + n % 500")
                .day("recorded", "day");
    }

    /** As an upgrade makes them of the other rows. */
    private static String insertOfLists() {
        try (InputStream file = MillionRows.class.getResourceAsStream("/db/migration/V48__sorted_lists.sql")) {
            String text = new String(Objects.requireNonNull(file).readAllBytes(), StandardCharsets.UTF_8);
            return text.substring(text.indexOf("${onlyPostgres}"), text.indexOf(';'))
                    .replace("${onlyPostgres}", "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Most resources have the first, one in twelve the other. */
    private static String status(String most, String few) {
        return "case when n % 12 = 5 then '" + few + "' else '" + most + "' end";
    }

    /** Every so many are of the first patient. */
    private static String patient(int every) {
        return "case when n % " + every + " = 0 then 1 else 2 + n * 7919 % 9999 end";
    }

    private RowsOfType type(String name, int count) {
        RowsOfType type = new RowsOfType(parameters, statement, name, count, resources.size());
        resources.add("select " + NameIds.of(name) + ", res_id, " + idOf(name, "n")
                + ", case when n % 8 = 0 then 2 else 1 end, " + FIRST_MILLIS + " + slot * " + MILLIS_A_SLOT
                + ", false, convert_to('{\"resourceType\":\"" + name + "\",\"id\":\"' || " + idOf(name, "n")
                + " || '\",\"text\":\"' || repeat('x', 300) || '\"}', 'UTF8')" + type.rows("true"));
        return type;
    }

    static String idOf(String type, String number) {
        return "'" + type.toLowerCase(Locale.ROOT) + "-' || lpad((" + number + ")::text, 7, '0')";
    }
}
