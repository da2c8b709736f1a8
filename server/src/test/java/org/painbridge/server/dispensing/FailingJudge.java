package org.painbridge.server.dispensing;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.painbridge.dispensing.DispenseHistory;
import org.painbridge.dispensing.DispensingEngine;
import org.springframework.context.annotation.Primary;

/** The rules, which fail for patients that a test names. */
@Primary
public final class FailingJudge implements Judge {
    private final DispensingEngine engine;
    private final Set<String> patients = ConcurrentHashMap.newKeySet();

    public FailingJudge(DispensingEngine engine) {
        this.engine = engine;
    }

    void fail(String patient) {
        patients.add(patient);
    }

    void heal(String patient) {
        patients.remove(patient);
    }

    @Override
    public Judging on(DispenseHistory history) {
        if (patients.contains(history.patient().id())) {
            throw new IllegalStateException("The rules of the tests fail");
        }
        return new EngineJudging(engine.on(history));
    }
}
