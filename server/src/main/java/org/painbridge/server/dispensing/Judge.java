package org.painbridge.server.dispensing;

import java.util.List;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.NotRaised;

/** Applies the rules. */
@FunctionalInterface
interface Judge {
    /** What the rules say of one dispense of a history; what an earlier one told already may be left out. */
    @FunctionalInterface
    interface Judging {
        Evaluation evaluate(DispenseId dispense);

        /** The same with what an earlier one told already. */
        default Evaluation whole(DispenseId dispense) {
            return evaluate(dispense);
        }

        /** Rules that the dispense would break but for what keeps them from being told. */
        default List<NotRaised> notRaised(DispenseId dispense) {
            return List.of();
        }
    }

    /** @param history of the patient, as far as the rules look back from the dispenses that are asked about */
    Judging on(DispenseHistory history);
}
