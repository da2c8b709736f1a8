package org.painbridge.server.store;

import ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.server.store.AccessScope.Label;

/**
 * Labels of what something is about: a finding tells of the dispenses that it counts, a task of its plan. What is of such a type
 * is hidden with what it names, and with what that names in turn. Asked each time, so a label counts from the moment that it
 * is stored, and no longer than it is there.
 */
final class HandedLabels {
    /** What is made of other resources, mostly by the server. */
    static final Set<String> TYPES =
            Set.of("Communication", "DetectedIssue", "GuidanceResponse", "Provenance", "RequestGroup", "Task");

    /** Their Provenance alone names what they were made from. */
    private static final Set<String> BY_PROVENANCE = Set.of("GuidanceResponse", "RequestGroup");

    private static final int REFERENCES_A_QUERY = 50;

    private final SearchParameters parameters;
    /** Of references in what is of these types. */
    private final String indexes;

    private final String labelIndexes;
    /** Types that hand nothing on: who has a label is hidden, and not all that names them. */
    private final String people;

    private final String tellers = numbers(TYPES.stream().map(NameIds::of));
    private final String decisions = numbers(BY_PROVENANCE.stream().map(NameIds::of));
    private final int provenanceTarget;
    private final String text;

    /** @param postgres whether the database is PostgreSQL; else it is H2 */
    HandedLabels(SearchParameters parameters, boolean postgres) {
        this.parameters = parameters;
        this.indexes = numbers(Stream.concat(
                TYPES.stream()
                        .flatMap(type -> parameters.of(type).stream())
                        .filter(parameter -> parameter.type() == RestSearchParameterTypeEnum.REFERENCE)
                        .map(SearchParameter::indexId),
                TYPES.stream().map(FurtherReferences::indexId)));
        this.labelIndexes = numbers(parameters.types().stream().map(type -> index(type, "_security")));
        this.people =
                numbers(Stream.concat(PatientCompartment.SUPPORTING.stream(), Stream.of(PatientCompartment.PATIENT))
                        .map(NameIds::of));
        this.provenanceTarget = index(PatientProvenances.PROVENANCE, "target");
        this.text = postgres ? "convert_from(h.body, 'UTF8')" : "cast(h.body as varchar)";
    }

    private int index(String type, String parameter) {
        return parameters.find(type, parameter).orElseThrow().indexId();
    }

    private static String numbers(Stream<Integer> all) {
        return all.distinct().sorted().map(String::valueOf).collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * That a row tells of nothing that has one of the labels.
     *
     * @param alias of a row of {@code fhir_resource} that is of the type
     */
    Sql free(Collection<Label> labels, String alias, String type) {
        Sql sql = new Sql();
        if (labels.isEmpty() || !TYPES.contains(type)) {
            return sql.add("1 = 1");
        }
        sql.add("(not exists (").add(naming(labels, alias, "")).add(" offset 0)");
        if (BY_PROVENANCE.contains(type)) {
            sql.add(" and not exists (").add(madeFrom(labels, alias)).add(" offset 0)");
        }
        return sql.add(")");
    }

    /** What a row names that has a label, or names such. H2 takes the tables of outer joins in this order. */
    private Sql naming(Collection<Label> labels, String alias, String level) {
        String index = "g" + level;
        String target = "t" + level;
        Sql sql = new Sql()
                .add("select 1 from fhir_text " + index + " left join fhir_resource " + target + " on " + target
                        + ".type_id = " + index + ".qualifier and " + target + ".fhir_id = " + index + ".term")
                .add(" where " + index + ".res_id = " + alias + ".res_id and " + index + ".param_id in " + indexes)
                .add(" and " + index + ".qualifier not in " + people + " and (")
                .add(has(labels, target));
        if (level.isEmpty()) {
            sql.add(tells(labels, target));
        }
        return sql.add(")");
    }

    /** Begins with {@code or}: what is named tells of something that has a label, or was made from it. */
    private Sql tells(Collection<Label> labels, String target) {
        return new Sql()
                .add(" or exists (")
                .add(naming(labels, target, "2"))
                .add(" offset 0) or (" + target + ".type_id in " + decisions + " and exists (")
                .add(madeFrom(labels, target))
                .add(" offset 0))");
    }

    /** @param alias of a row of {@code fhir_resource} */
    private Sql madeFrom(Collection<Label> labels, String alias) {
        return new Sql()
                .add("select 1 from fhir_text p where p.param_id = ?", provenanceTarget)
                .add(" and p.qualifier = " + alias + ".type_id and p.term = " + alias + ".fhir_id and exists (")
                .add(naming(labels, "p", "2"))
                .add(" offset 0)");
    }

    /**
     * What is deleted has no index: what it said last is looked at, and any label is one too many. What tells of others is not
     * asked of whom it told: it counts as labelled.
     */
    private Sql has(Collection<Label> labels, String target) {
        List<Sql> some = labels.stream()
                .map(label -> new Sql()
                        .add(
                                "(l.qualifier = ? and l.term = ?)",
                                NameIds.ofSystem(label.system()),
                                IndexRows.tokenValue(label.code())))
                .toList();
        return new Sql()
                .add("exists (select 1 from fhir_text l where l.res_id = " + target + ".res_id and l.param_id in "
                        + labelIndexes + " and ")
                .add(Sql.joined("or", some))
                .add(" offset 0) or (" + target + ".deleted and (" + target + ".type_id in " + tellers
                        + " or exists (select 1 from fhir_history h where h.type_id = "
                        + target + ".type_id and h.res_id = " + target + ".res_id and h.version = " + target
                        + ".version - 1 and position('\"security\":[' in " + text + ") > 0 offset 0)))");
    }

    /** Whether a version tells of something that has one of the labels, by what it says itself. */
    boolean takes(Connection connection, Collection<Label> labels, StoredResource stored) throws SQLException {
        if (labels.isEmpty() || !TYPES.contains(stored.type())) {
            return false;
        }
        List<String> references = StoredReferences.of(stored).stream()
                .filter(reference -> handsOn(StoredReferences.type(reference)))
                .toList();
        for (int from = 0; from < references.size(); from += REFERENCES_A_QUERY) {
            int to = Math.min(references.size(), from + REFERENCES_A_QUERY);
            if (isAnswered(connection, named(labels, references.subList(from, to)))) {
                return true;
            }
        }
        return BY_PROVENANCE.contains(stored.type())
                && isAnswered(
                        connection,
                        new Sql()
                                .add("select 1 from fhir_resource t where t.type_id = ?", NameIds.of(stored.type()))
                                .add(" and t.fhir_id = ? and exists (", stored.id())
                                .add(madeFrom(labels, "t"))
                                .add(" offset 0)"));
    }

    /** Whether what names one of the type is hidden with it. */
    static boolean handsOn(String type) {
        return !PatientCompartment.SUPPORTING.contains(type)
                && !type.equals(PatientCompartment.PATIENT)
                && ExposedTypes.NAMES.contains(type);
    }

    private Sql named(Collection<Label> labels, Collection<String> references) {
        Sql sql = new Sql();
        String separator = "";
        for (String reference : new TreeSet<>(references)) {
            String type = StoredReferences.type(reference);
            sql.add(separator + "select 1 from fhir_resource t where t.type_id = ?", NameIds.of(type))
                    .add(" and t.fhir_id = ? and (", reference.substring(type.length() + 1))
                    .add(has(labels, "t"))
                    .add(tells(labels, "t"))
                    .add(")");
            separator = " union all ";
        }
        return sql;
    }

    private static boolean isAnswered(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }
}
