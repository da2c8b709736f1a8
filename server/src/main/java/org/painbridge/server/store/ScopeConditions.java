package org.painbridge.server.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;

/** An {@link AccessScope} as SQL on a row of {@code fhir_resource}, and as a look at one version of a resource. */
final class ScopeConditions {
    private static final Sql NEVER = new Sql().add("1 = 0");

    private final PatientCompartment compartment;
    private final Map<String, Integer> securityByType;

    ScopeConditions(PatientCompartment compartment, SearchParameters parameters) {
        this.compartment = compartment;
        this.securityByType = parameters.types().stream()
                .collect(Collectors.toMap(
                        Function.identity(),
                        type -> parameters.find(type, "_security").orElseThrow().indexId()));
    }

    /**
     * Begins with {@code and}; empty where everything may be seen.
     *
     * @param alias of a row of {@code fhir_resource} that is of the type
     */
    Sql of(AccessScope scope, String alias, String type) {
        if (scope.everything()) {
            return new Sql();
        }
        List<Sql> ways = new ArrayList<>();
        for (Grant grant : scope.grants()) {
            if (grant.types().contains(type)) {
                ways.add(Sql.joined(
                        "and", List.of(ofPatients(grant.patients(), alias, type), unhidden(grant, alias, type))));
            }
        }
        return new Sql().add(" and ").add(ways.isEmpty() ? NEVER : Sql.joined("or", ways));
    }

    private Sql ofPatients(@Nullable Set<String> patients, String alias, String type) {
        if (patients == null || PatientCompartment.SUPPORTING.contains(type)) {
            return new Sql().add("1 = 1");
        }
        Object ids = patients.toArray(String[]::new);
        if (type.equals(PatientCompartment.PATIENT)) {
            return new Sql().add(alias + ".fhir_id = any(?)", ids);
        }
        if (compartment.indexes(type).isEmpty()) {
            return NEVER; // Of several patients, or of nobody knows whom.
        }
        return new Sql()
                .add(
                        "exists (select 1 from fhir_text i where i.res_id = " + alias
                                + ".res_id and i.term = any(?) and ",
                        ids)
                .add(compartment.rows(List.of(type)))
                .add(" offset 0)");
    }

    private Sql unhidden(Grant grant, String alias, String type) {
        if (grant.hiddenBy().isEmpty()) {
            return new Sql().add("1 = 1");
        }
        Sql labels = Sql.joined(
                "or",
                grant.hiddenBy().stream()
                        .map(label -> new Sql()
                                .add(
                                        "(i.qualifier = ? and i.term = ?)",
                                        NameIds.ofSystem(label.system()),
                                        IndexRows.tokenValue(label.code())))
                        .toList());
        return new Sql()
                .add("not exists (select 1 from fhir_text i where i.res_id = " + alias + ".res_id")
                .add(" and i.param_id = ? and ", security(type))
                .add(labels)
                .add(")");
    }

    /** Whether a version may be seen by what it says itself: a past one may be about somebody else than the current. */
    boolean covers(AccessScope scope, String type, String id, IndexRows rows) {
        return scope.everything()
                || scope.grants().stream()
                        .anyMatch(grant -> grant.types().contains(type)
                                && ofPatients(grant.patients(), type, id, rows)
                                && grant.hiddenBy().stream().noneMatch(label -> labelled(rows, type, label)));
    }

    private boolean ofPatients(@Nullable Set<String> patients, String type, String id, IndexRows rows) {
        if (patients == null || PatientCompartment.SUPPORTING.contains(type)) {
            return true;
        }
        return type.equals(PatientCompartment.PATIENT)
                ? patients.contains(id)
                : rows.texts.stream()
                        .anyMatch(row -> compartment.indexes(type).contains(row.indexId())
                                && row.qualifier() == NameIds.of(PatientCompartment.PATIENT)
                                && patients.contains(row.value()));
    }

    private boolean labelled(IndexRows rows, String type, Label label) {
        return rows.texts.stream()
                .anyMatch(row -> row.indexId() == security(type)
                        && row.qualifier() == NameIds.ofSystem(label.system())
                        && row.value().equals(IndexRows.tokenValue(label.code())));
    }

    private int security(String type) {
        Integer index = securityByType.get(type);
        if (index == null) {
            throw new IllegalArgumentException("Not a type of this server: " + type);
        }
        return index;
    }
}
