package org.painbridge.server.dispensing;

import org.painbridge.dispensing.DispenseId;
import org.painbridge.dispensing.Evaluation;
import org.painbridge.dispensing.HistoryEvaluation;

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
}
