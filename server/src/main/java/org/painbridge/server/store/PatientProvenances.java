package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Provenances of patients' resources. They name no patient, but go with what they are about (Bulk Data Access IG). Targets are
 * looked up by their ids, some at a time, whatever their types: a look-up of fixed shape is planned once.
 */
final class PatientProvenances {
    static final String PROVENANCE = "Provenance";

    private static final int TARGETS_A_QUERY = 50;

    private final PatientConditions patients;
    private final int targetIndex;
    private final Map<Long, String> typesById = new LinkedHashMap<>();

    PatientProvenances(PatientCompartment compartment, PatientConditions patients, SearchParameters parameters) {
        this.patients = patients;
        this.targetIndex = parameters.find(PROVENANCE, "target").orElseThrow().indexId();
        compartment.types().forEach(type -> typesById.put((long) NameIds.of(type), type));
    }

    /** Those of these Provenances that are about a resource of a patient who is asked for. */
    List<Long> of(Connection connection, ExportQuery query, List<Long> provenances) throws SQLException {
        Map<String, Set<Long>> byTarget = byTarget(connection, provenances);
        List<String> targets = List.copyOf(byTarget.keySet());
        Set<Long> found = new HashSet<>();
        for (int from = 0; from < targets.size(); from += TARGETS_A_QUERY) {
            List<String> some = targets.subList(from, Math.min(targets.size(), from + TARGETS_A_QUERY));
            for (String target : ofPatients(connection, query, some)) {
                found.addAll(byTarget.getOrDefault(target, Set.of()));
            }
        }
        return provenances.stream().filter(found::contains).toList();
    }

    /** {@code Type/id} to the Provenances about it. */
    private Map<String, Set<Long>> byTarget(Connection connection, List<Long> provenances) throws SQLException {
        Map<String, Set<Long>> byTarget = new LinkedHashMap<>();
        if (provenances.isEmpty()) {
            return byTarget;
        }
        Sql sql = new Sql()
                .add("select t.res_id, t.qualifier, t.term from fhir_text t where t.param_id = ?", targetIndex)
                .add(" and t.res_id in ")
                .list(provenances);
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String type = typesById.get(rows.getLong(2));
                if (type != null) {
                    byTarget.computeIfAbsent(type + "/" + rows.getString(3), key -> new LinkedHashSet<>())
                            .add(rows.getLong(1));
                }
            }
        }
        return byTarget;
    }

    private List<String> ofPatients(Connection connection, ExportQuery query, List<String> targets)
            throws SQLException {
        Sql sql = new Sql();
        String separator = "";
        for (String target : targets) {
            String type = StoredReferences.type(target);
            String id = target.substring(type.length() + 1);
            sql.add(
                            separator + "select r.type_id, r.fhir_id from fhir_resource r where r.type_id = ?",
                            NameIds.of(type))
                    .add(" and r.fhir_id = ? and not r.deleted and ", id)
                    .add(patients.belongs(query, type, "r"));
            separator = " union all ";
        }
        List<String> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(typesById.get(rows.getLong(1)) + "/" + rows.getString(2));
            }
        }
        return found;
    }
}
