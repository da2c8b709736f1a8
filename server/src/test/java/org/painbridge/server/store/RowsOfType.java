package org.painbridge.server.store;

import java.sql.SQLException;
import java.sql.Statement;

/** Index rows of all resources of a type. Parameters that share an index are filled once. */
final class RowsOfType {
    private final SearchParameters parameters;
    private final Statement statement;
    private final String name;
    private final int count;
    private final int place;

    RowsOfType(SearchParameters parameters, Statement statement, String name, int count, int place) {
        this.parameters = parameters;
        this.statement = statement;
        this.name = name;
        this.count = count;
        this.place = place;
    }

    RowsOfType token(String code, String system, String term) throws SQLException {
        return text(code, String.valueOf(NameIds.ofSystem(system)), term);
    }

    RowsOfType reference(String code, String target, String number) throws SQLException {
        return text(code, String.valueOf(NameIds.of(target)), MillionRows.idOf(target, number));
    }

    RowsOfType text(String code, String qualifier, String term) throws SQLException {
        statement.execute("insert into fhir_text (param_id, res_id, qualifier, term) select " + index(code)
                + ", res_id, " + qualifier + ", " + term + rows("true"));
        return this;
    }

    /** A day from its first to its last millisecond. */
    RowsOfType day(String code, String start) throws SQLException {
        return range(code, start, start + " + 86399999");
    }

    RowsOfType range(String code, String low, String high) throws SQLException {
        statement.execute("insert into fhir_range (param_id, res_id, qualifier, low, high) select " + index(code)
                + ", res_id, 0, " + low + ", " + high + rows("true"));
        return this;
    }

    private int index(String code) {
        return parameters.find(name, code).orElseThrow().indexId();
    }

    String rows(String condition) {
        return " from (select n, slot, slot * " + MillionRows.MOST_TYPES + " + " + place
                + " as res_id, (n * 7919::bigint % 1000) as k, ("
                + MillionRows.FIRST_MILLIS + " + slot * " + MillionRows.MILLIS_A_SLOT
                + ") / 86400000 * 86400000.0 as day from (select n, n::bigint * "
                + MillionRows.SLOTS + " / " + count + " as slot from generate_series(1, " + count + ") n) s) t where "
                + condition;
    }
}
