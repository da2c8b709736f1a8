package org.painbridge.spark;

import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.DispensingEngine;
import org.painbridge.dispensing.DrugTable;
import org.painbridge.dispensing.MmeTables;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.RuleSet;

/** The rules of the class path, read once in each process of the cluster: they do not travel with the rows. */
final class Kernel {
    private static final DispensingEngine ENGINE = engine();

    private Kernel() {}

    static PopulationPass pass() {
        return ENGINE.pass();
    }

    private static DispensingEngine engine() {
        Terminology terminology = new Terminology();
        return new DispensingEngine(RuleSet.fromClassPath(), DrugTable.from(terminology), MmeTables.from(terminology));
    }
}
