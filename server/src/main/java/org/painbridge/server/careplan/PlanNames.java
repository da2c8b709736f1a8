package org.painbridge.server.careplan;

import java.util.Set;
import java.util.TreeSet;
import org.painbridge.careplan.PlanHeader;
import org.painbridge.careplan.PlanPush;

/** Keeps pushes of one plan apart, so that each sees whether another has stored it. */
final class PlanNames {
    private PlanNames() {}

    /** To be locked, so that other pushes of plans with the same identifier have ended. */
    static Set<String> of(PlanPush push) {
        Set<String> names = new TreeSet<>();
        for (PlanHeader plan : push.graph().plans()) {
            plan.identifiers()
                    .forEach(identifier -> names.add("CarePlan " + identifier.system() + "|" + identifier.value()));
        }
        return names;
    }
}
