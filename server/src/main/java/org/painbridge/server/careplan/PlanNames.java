package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.careplan.PlanHeader;
import org.painbridge.careplan.PlanPush;
import org.painbridge.server.store.StoreTransaction;

/** Keeps pushes of one plan apart, so that each sees whether another has stored it. */
final class PlanNames {
    private PlanNames() {}

    /** Waits for other pushes of plans with the same identifier to end. */
    static void await(StoreTransaction transaction, PlanPush push) throws SQLException {
        Set<String> names = new TreeSet<>();
        for (PlanHeader plan : push.graph().plans()) {
            plan.identifiers()
                    .forEach(identifier -> names.add("CarePlan " + identifier.system() + "|" + identifier.value()));
        }
        if (!names.isEmpty()) {
            transaction.lockAll(names);
        }
    }
}
