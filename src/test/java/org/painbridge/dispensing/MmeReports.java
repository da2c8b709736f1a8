package org.painbridge.dispensing;

import static org.painbridge.dispensing.Dispenses.JUNE_1;
import static org.painbridge.dispensing.Dispenses.history;

/** Reports on the first of June by the method that ships. */
final class MmeReports {
    private static final MmeMethod METHOD = MmeMethod.fromClassPath();

    private MmeReports() {}

    static MmeReport report(String table, int days, Dispense... dispenses) {
        return new MmeCalculator(Library.DRUGS, METHOD)
                .report(history(dispenses), Library.TABLES.table(table).orElseThrow(), METHOD.window(JUNE_1, days));
    }

    static MmeFigure.Exact exactly(String milligrams) {
        return new MmeFigure.Exact(DailyMme.of(milligrams));
    }
}
