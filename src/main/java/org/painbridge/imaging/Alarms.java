package org.painbridge.imaging;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.painbridge.clinical.Code;

/** The emergent red flags of one order. */
record Alarms(RuleSet rules, Plan plan, ImagingOrder order, byte[] found, byte[] facts) {
    /** Ids of those that are met. */
    Set<String> flags() {
        List<String> flags = new ArrayList<>(2);
        for (int flag : plan.emergent()) {
            if (facts[flag] == Kleene.YES) {
                flags.add(plan.scope().fact(flag).id());
            }
        }
        return Set.copyOf(flags);
    }

    boolean areAny(int[] flags) {
        for (int flag : flags) {
            if (facts[flag] == Kleene.YES) {
                return true;
            }
        }
        return false;
    }

    /**
     * A flag of the scenarios is an emergency under any of them, and so is any of the same matter. Others are on record
     * for another matter, unless somebody answered so for this order or it is why the order was written.
     */
    boolean areOfTheOrder() {
        if (areAny(plan.related())) {
            return true;
        }
        Set<String> flags = flags();
        return !flags.isEmpty()
                && new Facts(rules, order, plan.scope(), found, facts)
                        .trace(flags).stream()
                                .filter(trace -> trace.state() == FactState.MET)
                                .flatMap(trace -> trace.used().stream())
                                .anyMatch(this::isOfTheOrder);
    }

    private boolean isOfTheOrder(Finding finding) {
        Code code = finding.source().code();
        boolean speaks = finding.state() == FactState.MET || finding.date() != null || finding.number() != null;
        return speaks
                && (isSaidForIt(finding) || (code != null && order.indications().contains(code)));
    }

    /** Of an answer that does not tell for which order it was given, the day tells. */
    private boolean isSaidForIt(Finding finding) {
        return switch (finding.purpose()) {
            case THIS_ORDER -> true;
            case ANOTHER_ORDER -> false;
            case UNSAID ->
                finding.isAnswer()
                        && order.evaluatedOn().equals(finding.source().observedOn());
        };
    }
}
