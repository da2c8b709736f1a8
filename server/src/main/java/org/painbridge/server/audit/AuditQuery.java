package org.painbridge.server.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.audit.AuditRow.Place;
import org.painbridge.server.store.SearchQuery.Parameter;
import org.painbridge.server.store.Sql;

/**
 * A search of the trail, understood.
 *
 * @param conditions each adds one to a statement on {@code audit_event e}
 * @param before where the page before ended; null for the first
 * @param total whether the matches are to be counted
 */
record AuditQuery(
        List<Consumer<Sql>> conditions,
        int count,
        @Nullable Place before,
        boolean total,
        List<Parameter> used,
        List<String> ignored) {
    private static final Pattern ID = Pattern.compile("([0-9]{1,18})-([0-9]{1,9})-([0-9]{1,18})");

    /** The place that an id of an AuditEvent, or a cursor, is. */
    static Optional<Place> place(String id) {
        Matcher form = ID.matcher(id);
        return form.matches()
                ? Optional.of(new Place(
                        Long.parseLong(form.group(1)), Integer.parseInt(form.group(2)), Long.parseLong(form.group(3))))
                : Optional.empty();
    }

    AuditQuery where(Consumer<Sql> condition) {
        List<Consumer<Sql>> more = new ArrayList<>(conditions);
        more.add(condition);
        return new AuditQuery(more, count, before, total, used, ignored);
    }

    /** The page, and one row more if there are others behind it; the newest first. */
    Sql page() {
        Sql sql = new Sql().add("select " + AuditTable.COLUMNS + " from audit_event e where 1 = 1");
        restrict(sql);
        if (before != null) {
            sql.add(" and (e.at, e.chain, e.link) < (?, ?, ?)", before.at(), before.chain(), before.link());
        }
        return sql.add(" order by e.at desc, e.chain desc, e.link desc limit ?", count + 1);
    }

    Sql number() {
        Sql sql = new Sql().add("select count(*) from audit_event e where 1 = 1");
        restrict(sql);
        return sql;
    }

    private void restrict(Sql sql) {
        for (Consumer<Sql> condition : conditions) {
            sql.add(" and ");
            condition.accept(sql);
        }
    }
}
