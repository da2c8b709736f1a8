package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Meta;
import org.painbridge.server.ErrorCode;

/**
 * The profiles, tags and security labels that resources of some types have. The index has them as hashes and in lower case,
 * so it only tells which resources to look at: one for each that is different.
 */
final class LabelReader {
    private static final List<String> PARAMETERS = List.of("_profile", "_tag", "_security");
    private static final int MOST_LABELS = 5000;
    private static final int RESOURCES_A_QUERY = 50;

    private final SearchParameters parameters;
    private final ResourceCodec codec;
    private final ScopeConditions scopes;

    LabelReader(SearchParameters parameters, ResourceCodec codec, ScopeConditions scopes) {
        this.scopes = scopes;
        this.parameters = parameters;
        this.codec = codec;
    }

    /** @throws StoreProblem.Invalid where there are too many */
    Meta inUse(Connection connection, AccessScope scope, Collection<String> types) throws SQLException {
        Meta labels = new Meta();
        for (Map.Entry<String, Set<Long>> examples :
                examples(connection, scope, types).entrySet()) {
            List<Long> ids = List.copyOf(examples.getValue());
            for (int from = 0; from < ids.size(); from += RESOURCES_A_QUERY) {
                List<Long> some = ids.subList(from, Math.min(ids.size(), from + RESOURCES_A_QUERY));
                add(connection, examples.getKey(), some, labels);
            }
        }
        return labels;
    }

    /** By type, the numbers of resources that have all labels between them. */
    private Map<String, Set<Long>> examples(Connection connection, AccessScope scope, Collection<String> types)
            throws SQLException {
        Map<Integer, String> typesByIndex = new HashMap<>();
        types.forEach(type -> indexes(type).forEach(index -> typesByIndex.put(index, type)));
        Sql sql = new Sql()
                .add("select i.param_id, min(i.res_id) from fhir_text i where i.param_id in ")
                .list(typesByIndex.keySet())
                .add(scope.everything() ? new Sql() : ofScope(scope, types))
                .add(" group by i.param_id, i.qualifier, i.term, i.exact limit ?", MOST_LABELS + 1);
        Map<String, Set<Long>> examples = new TreeMap<>();
        int labels = 0;
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                String type = Objects.requireNonNull(typesByIndex.get(rows.getInt(1)));
                examples.computeIfAbsent(type, key -> new TreeSet<>()).add(rows.getLong(2));
                labels++;
            }
        }
        if (labels > MOST_LABELS) {
            throw new StoreProblem.Invalid(
                    ErrorCode.TOO_COSTLY,
                    "",
                    "More than " + MOST_LABELS + " profiles, tags and security labels are in use: ask for those of one"
                            + " type, or of one resource");
        }
        return examples;
    }

    private Sql ofScope(AccessScope scope, Collection<String> types) {
        return new Sql()
                .add(" and ")
                .add(Sql.joined(
                        "or",
                        types.stream()
                                .map(type -> new Sql()
                                        .add("i.param_id in ")
                                        .list(indexes(type))
                                        .add(" and exists (select 1 from fhir_resource r where r.res_id = i.res_id")
                                        .add(" and r.type_id = ?", NameIds.of(type))
                                        .add(scopes.of(scope, "r", type))
                                        .add(")"))
                                .toList()));
    }

    private List<Integer> indexes(String type) {
        return PARAMETERS.stream()
                .flatMap(code -> parameters.find(type, code).stream())
                .map(SearchParameter::indexId)
                .toList();
    }

    private void add(Connection connection, String type, List<Long> ids, Meta labels) throws SQLException {
        Sql sql = new Sql()
                .add(
                        "select fhir_id, version, updated, deleted, body from fhir_resource where type_id = ?",
                        NameIds.of(type))
                .add(" and not deleted and res_id in ")
                .list(ids);
        List<StoredResource> found = new ArrayList<>();
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                found.add(ResourceReader.row(type, rows));
            }
        }
        found.forEach(stored -> MetaLabels.add(labels, codec.decode(stored).getMeta()));
    }
}
