package org.painbridge.server.imaging.backtest;

import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.imaging.fhir.ImagingAppropriateness;

/** Puts each case to both rule sets once, however often it came up. */
final class Backtest {
    private static final int PORTION = 20_000;

    private final ImagingAppropriateness baseline;
    private final ImagingAppropriateness candidate;
    private final OffsetDateTime moment;

    /** @param moment for rules that look at the clock; dates are not in a case */
    Backtest(ImagingAppropriateness baseline, ImagingAppropriateness candidate, OffsetDateTime moment) {
        this.baseline = baseline;
        this.candidate = candidate;
        this.moment = moment;
    }

    private record Case(long key, CaseSheet sheet) {}

    private record Known(CaseSheet sheet, Judged judged) {}

    Comparison compare(Cohort cohort) throws SQLException {
        Map<Long, Known> known = new HashMap<>();
        List<Case> portion = new ArrayList<>();
        cohort.cases((key, sheet) -> {
            portion.add(new Case(key, sheet));
            if (portion.size() == PORTION) {
                judge(portion, known);
            }
        });
        judge(portion, known);
        Comparison comparison = new Comparison();
        cohort.groups(group -> {
            Known found = known.get(group.caseKey());
            if (found != null) {
                comparison.add(group, found.sheet(), found.judged());
            }
        });
        return comparison;
    }

    /** On all processors. */
    private void judge(List<Case> portion, Map<Long, Known> known) {
        List<Known> judged = portion.parallelStream()
                .map(each -> new Known(each.sheet(), judge(each.sheet())))
                .toList();
        for (int i = 0; i < portion.size(); i++) {
            known.put(portion.get(i).key(), judged.get(i));
        }
        portion.clear();
    }

    private Judged judge(CaseSheet sheet) {
        return new Judged(side(baseline, sheet), side(candidate, sheet));
    }

    private Judged.Side side(ImagingAppropriateness pack, CaseSheet sheet) {
        return Judged.Side.of(pack.judge(sheet.order(pack.rules(), moment)));
    }
}
