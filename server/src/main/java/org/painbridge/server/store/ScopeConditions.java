package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Only;
import org.painbridge.server.store.AccessScope.Whose;

/** An {@link AccessScope} as SQL on a row of {@code fhir_resource}, and as a look at one version of a resource. */
final class ScopeConditions {
    private static final Sql NEVER = new Sql().add("1 = 0");

    /** Seen by whom they asked, also when the care has ended. */
    private static final Set<String> KEPT = Set.of("CarePlan", "Task");

    private final PatientCompartment compartment;
    private final CareRelations care;
    private final SearchParameters parameters;
    private final ConsentDirectives directives;
    private final HandedLabels handed;
    private final Map<String, Integer> securityByType;

    ScopeConditions(
            PatientCompartment compartment,
            CareRelations care,
            ConsentDirectives directives,
            HandedLabels handed,
            SearchParameters parameters) {
        this.compartment = compartment;
        this.care = care;
        this.parameters = parameters;
        this.directives = directives;
        this.handed = handed;
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
        return of(scope, alias, type, true);
    }

    /** The same, whatever it tells of: whoever asks looks at that. */
    Sql ofItself(AccessScope scope, String alias, String type) {
        return of(scope, alias, type, false);
    }

    private Sql of(AccessScope scope, String alias, String type, boolean handed) {
        if (scope.everything()) {
            return new Sql();
        }
        List<Sql> ways = new ArrayList<>();
        for (Grant grant : scope.grants()) {
            if (grant.types().contains(type)) {
                List<Sql> all = new ArrayList<>(List.of(
                        ofPatientsOrKept(grant.whose(), alias, type),
                        unhidden(grant, alias, type),
                        directives.open(grant.lockbox(), alias, type)));
                if (handed) {
                    all.add(this.handed.free(grant.hiddenBy(), alias, type));
                }
                grant.only().forEach(only -> all.add(having(only, alias, type)));
                ways.add(Sql.joined("and", all));
            }
        }
        return new Sql().add(" and ").add(ways.isEmpty() ? NEVER : Sql.joined("or", ways));
    }

    private Sql ofPatientsOrKept(Whose whose, String alias, String type) {
        Sql ofPatients = ofPatients(whose, alias, type);
        return KEPT.contains(type) && whose instanceof Whose.InCareOf(Set<String> members, boolean keeps) && keeps
                ? Sql.joined("or", List.of(ofPatients, kept(alias, type, members)))
                : ofPatients;
    }

    private Sql kept(String alias, String type, Set<String> members) {
        return CareRelations.kept(alias, type, compartment.rowsAboutPatient(type), members);
    }

    private Sql ofPatients(Whose whose, String alias, String type) {
        if (whose instanceof Whose.Everybody || PatientCompartment.SUPPORTING.contains(type)) {
            return new Sql().add("1 = 1");
        }
        if (type.equals(PatientCompartment.PATIENT)) {
            return isOneOf(whose, alias + ".fhir_id");
        }
        if (compartment.aboutPatient(type).isEmpty()) {
            return NEVER; // Of several patients, or of nobody knows whom.
        }
        return new Sql()
                .add("exists (select 1 from fhir_text i where i.res_id = " + alias + ".res_id and ")
                .add(isOneOf(whose, "i.term"))
                .add(" and ")
                .add(compartment.rowsAboutPatient(type))
                .add(" offset 0)");
    }

    /** @param id an expression for that of a patient */
    private Sql isOneOf(Whose whose, String id) {
        return switch (whose) {
            case Whose.Everybody all -> new Sql().add("1 = 1");
            case Whose.Patients(Set<String> ids) ->
                new Sql().add(id + " = any(?)", (Object) ids.toArray(String[]::new));
            case Whose.InCareOf(Set<String> members, boolean keeps) -> care.now(id, members);
        };
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

    private Sql having(Only only, String alias, String type) {
        Optional<SearchParameter> parameter = token(only, type);
        if (parameter.isEmpty()) {
            return NEVER;
        }
        List<Sql> codes = only.codes().stream()
                .map(code -> {
                    Sql sql = new Sql().add("(i.term = ?", IndexRows.tokenValue(code.code()));
                    return code.system() == null
                            ? sql.add(")")
                            : sql.add(" and i.qualifier = ?)", NameIds.ofSystem(code.system()));
                })
                .toList();
        return new Sql()
                .add("exists (select 1 from fhir_text i where i.res_id = " + alias + ".res_id")
                .add(" and i.param_id = ? and ", parameter.get().indexId())
                .add(Sql.joined("or", codes))
                .add(" offset 0)");
    }

    private boolean has(IndexRows rows, Only only, String type) {
        return token(only, type).stream()
                .anyMatch(parameter -> only.codes().stream()
                        .anyMatch(code -> rows.texts.stream()
                                .anyMatch(row -> row.indexId() == parameter.indexId()
                                        && row.value().equals(IndexRows.tokenValue(code.code()))
                                        && (code.system() == null
                                                || row.qualifier() == NameIds.ofSystem(code.system())))));
    }

    private Optional<SearchParameter> token(Only only, String type) {
        return parameters.ofCodes(type, only.parameter());
    }

    /** Whether a version may be seen by what it says itself: a past one may be about somebody else than the current. */
    boolean covers(Connection connection, AccessScope scope, StoredResource stored, IndexRows rows)
            throws SQLException {
        Set<String> patients = patients(stored, rows);
        return covers(
                connection,
                scope,
                stored,
                rows,
                grant -> !handed.takes(connection, grant.hiddenBy(), stored)
                        && (isOneOf(connection, grant.whose(), patients, "")
                                || isKept(connection, grant.whose(), stored, patients)));
    }

    /**
     * Whether somebody may have written this. What says who is asked for care does not count for itself: else whoever writes it
     * would be admitted to the care of anybody.
     *
     * @param connection on which what the transaction has written so far can be seen
     * @param before what was there, which may be changed; empty for nothing
     */
    boolean coversWritten(
            Connection connection, AccessScope scope, StoredResource stored, IndexRows rows, Optional<IndexRows> before)
            throws SQLException {
        Set<String> patients = patients(stored, rows);
        boolean admits = CareRelations.admitsByWrite(stored.type());
        boolean stays = admits
                && !patients.isEmpty()
                && before.filter(old -> patients(stored, old).equals(patients)).isPresent();
        String uncounted = admits ? stored.reference() : "";
        return covers(
                connection,
                scope,
                stored,
                rows,
                grant -> stays && grant.whose() instanceof Whose.InCareOf
                        || isOneOf(connection, grant.whose(), patients, uncounted));
    }

    @FunctionalInterface
    private interface Reach {
        boolean is(Grant grant) throws SQLException;
    }

    private boolean covers(Connection connection, AccessScope scope, StoredResource stored, IndexRows rows, Reach reach)
            throws SQLException {
        String type = stored.type();
        for (Grant grant : scope.grants()) {
            if (grant.types().contains(type)
                    && grant.hiddenBy().stream().noneMatch(label -> labelled(rows, type, label))
                    && grant.only().stream().allMatch(only -> has(rows, only, type))
                    && (PatientCompartment.SUPPORTING.contains(type) || reach.is(grant))
                    && !directives.withhold(connection, grant.lockbox(), patients(stored, rows), stored)) {
                return true;
            }
        }
        return scope.everything();
    }

    /** Whether the scope reaches what a patient may have of the type. */
    boolean reaches(Connection connection, AccessScope scope, String type, String patient) throws SQLException {
        for (Grant grant : scope.grants()) {
            if (grant.types().contains(type) && isOneOf(connection, grant.whose(), Set.of(patient), "")) {
                return true;
            }
        }
        return scope.everything();
    }

    private boolean isOneOf(Connection connection, Whose whose, Set<String> patients, String uncounted)
            throws SQLException {
        return switch (whose) {
            case Whose.Everybody all -> true;
            case Whose.Patients(Set<String> ids) -> !Collections.disjoint(ids, patients);
            case Whose.InCareOf(Set<String> members, boolean keeps) ->
                care.now(connection, patients, members, uncounted);
        };
    }

    private static boolean isKept(Connection connection, Whose whose, StoredResource stored, Set<String> patients)
            throws SQLException {
        return KEPT.contains(stored.type())
                && whose instanceof Whose.InCareOf(Set<String> members, boolean keeps)
                && keeps
                && CareRelations.kept(connection, stored, patients, members);
    }

    /** As {@link StoreTransaction#isOfOthers}. */
    boolean isOfOthers(Resource resource, String patientId, IndexRows rows) {
        return compartment.isOfOthers(resource, patientId, rows);
    }

    /** Whose resource it is. */
    private Set<String> patients(StoredResource stored, IndexRows rows) {
        return compartment.patients(stored.type(), stored.id(), rows);
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
