package org.painbridge.server.dispensing;

import java.util.List;
import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.HistoryEvaluation;
import org.painbridge.dispensing.NotRaised;

/** By the rules of the library. */
record EngineJudging(HistoryEvaluation rules) implements Judge.Judging {
    @Override
    public Evaluation evaluate(DispenseId dispense) {
        return rules.news(dispense);
    }

    @Override
    public Evaluation whole(DispenseId dispense) {
        return rules.evaluate(dispense);
    }

    @Override
    public List<NotRaised> notRaised(DispenseId dispense) {
        return rules.notRaised(dispense);
    }
}
