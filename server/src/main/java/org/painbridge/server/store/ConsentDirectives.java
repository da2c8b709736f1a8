package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.server.store.AccessScope.Lockbox;

/**
 * What directives of patients withhold, the table {@code consent_directive}: what they name, and what refers to that, as a
 * finding about a dispense does. Asked each time, so what they say counts from the moment that they are stored, on every node.
 */
final class ConsentDirectives {
    private static final String PROVENANCE = PatientProvenances.PROVENANCE;

    private final PatientCompartment compartment;
    private final int provenanceTarget;
    private final Clock clock;
    private final String text;

    /** @param postgres whether the database is PostgreSQL; else it is H2 */
    ConsentDirectives(PatientCompartment compartment, SearchParameters parameters, Clock clock, boolean postgres) {
        this.compartment = compartment;
        this.provenanceTarget =
                parameters.find(PROVENANCE, "target").orElseThrow().indexId();
        this.clock = clock;
        this.text = postgres ? "convert_from(%s, 'UTF8')" : "cast(%s as varchar)";
    }

    /**
     * That nothing is withheld of a row. What is about two patients, either of them withholds.
     *
     * @param alias of a row of {@code fhir_resource} that is of the type
     */
    Sql open(Lockbox lockbox, String alias, String type) {
        boolean patient = type.equals(PatientCompartment.PATIENT);
        if (!(lockbox instanceof Lockbox.Against against)
                || (!patient && compartment.aboutPatient(type).isEmpty())) {
            return new Sql().add("1 = 1");
        }
        // The first part is asked once for the whole statement, and mostly settles it.
        Sql sql = new Sql()
                .add("(not exists (select 1 from consent_directive a where not a.opens and a.actor = any(?))", (Object)
                        actors(against))
                .add(" or (not exists (")
                .add(patient ? patient(against, alias) : about(against, alias, type))
                .add(" offset 0)");
        if (type.equals(PROVENANCE)) {
            sql.add(" and not exists (").add(target(against, alias)).add(" offset 0)");
        }
        return sql.add("))");
    }

    private Sql patient(Lockbox.Against against, String alias) {
        return new Sql()
                .add("select 1 from consent_directive d where d.patient_id = " + alias + ".fhir_id and ")
                .add(counts(against))
                .add(" and d.target in ('Patient/', 'Patient/' || " + alias + ".fhir_id)");
    }

    /** Joined from the outside, so that H2 begins at the resource; what is asked of {@code d} makes inner joins of it. */
    private Sql about(Lockbox.Against against, String alias, String type) {
        return new Sql()
                .add(
                        "select 1 from fhir_text i left join consent_directive d on d.patient_id = i.term where i.res_id = "
                                + alias + ".res_id and ")
                .add(compartment.rowsAboutPatient(type))
                .add(" and ")
                .add(counts(against))
                .add(" and (d.target in ('', ?, ", type + "/")
                .add("? || " + alias + ".fhir_id) or ", type + "/")
                .add(refers(alias) + ")");
    }

    /** What says who made a resource is about a patient by that resource. */
    private Sql target(Lockbox.Against against, String alias) {
        return new Sql()
                .add(
                        "select 1 from fhir_text g left join fhir_resource t on t.type_id = g.qualifier and t.fhir_id = g.term")
                .add(" left join fhir_text i on i.res_id = t.res_id")
                .add(" left join consent_directive d on d.patient_id = i.term")
                .add(" where g.res_id = " + alias + ".res_id and g.param_id = ? and ", provenanceTarget)
                .add(compartment.rowsAboutAnyPatient())
                .add(" and ")
                .add(counts(against))
                .add(" and (d.target in ('', ?, ", PROVENANCE + "/")
                .add("? || " + alias + ".fhir_id)", PROVENANCE + "/")
                .add(" or " + refers(alias) + " or " + refers("t") + ")");
    }

    /** That a resource refers to what the directive {@code d} names, wherever it does: by its text, not by its index. */
    private String refers(String alias) {
        String found =
                "position('\"reference\":\"' || d.target || '%s' in " + text.formatted(alias + ".body") + ") > 0";
        return "(case when d.target like '%/' then " + found.formatted("") + " else " + found.formatted("\"") + " or "
                + found.formatted("/") + " end)";
    }

    /** That the directive {@code d} is against somebody now, for whom nobody has broken the glass. */
    private Sql counts(Lockbox.Against against) {
        long now = clock.millis();
        Sql sql = new Sql()
                .add("not d.opens and d.actor = any(?)", (Object) actors(against))
                .add(" and d.starts <= ? and d.ends > ?", now, now);
        if (!against.people().isEmpty()) {
            sql.add(" and not exists (select 1 from consent_directive o where o.patient_id = d.patient_id and o.opens")
                    .add(" and o.actor = any(?)", (Object) openedFor(against))
                    .add(" and o.starts <= ? and o.ends > ?)", now, now);
        }
        return sql;
    }

    /** Whether a version is withheld by what it says itself. */
    boolean withhold(Connection connection, Lockbox lockbox, Set<String> patients, StoredResource stored)
            throws SQLException {
        if (!(lockbox instanceof Lockbox.Against against) || patients.isEmpty()) {
            return false;
        }
        Sql sql = new Sql()
                .add("select d.target from consent_directive d where ")
                .add("d.patient_id = any(?) and ", (Object) patients.toArray(String[]::new))
                .add(counts(against));
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet found = statement.executeQuery()) {
            while (found.next()) {
                if (DirectiveRow.takes(found.getString(1), stored)) {
                    return true;
                }
            }
            return false;
        }
    }

    /** A person, and the organizations in which the person works: one may have unblocked for all. Programs break no glass. */
    private static String[] openedFor(Lockbox.Against against) {
        Set<String> actors = new TreeSet<>(against.people());
        against.members().stream()
                .filter(member -> member.startsWith("Organization/"))
                .forEach(actors::add);
        return actors.toArray(String[]::new);
    }

    private static String[] actors(Lockbox.Against against) {
        Set<String> actors = new TreeSet<>(against.members());
        actors.add(DirectiveRow.EVERYBODY);
        return actors.toArray(String[]::new);
    }
}
