package org.painbridge.dispensing;

import org.painbridge.clinical.Terminology;

/** The real content, read once for all tests. */
public final class Library {
    public static final Terminology TERMINOLOGY = new Terminology();
    public static final DrugTable DRUGS = DrugTable.from(TERMINOLOGY);
    public static final MmeTables TABLES = MmeTables.from(TERMINOLOGY);
    public static final IdentifierSystems SYSTEMS = IdentifierSystems.from(TERMINOLOGY);

    private Library() {}

    /** An engine with all rules. */
    public static DispensingEngine engine() {
        return new DispensingEngine(RuleSet.fromClassPath(), DRUGS, TABLES);
    }

    /** An engine with that rule alone. */
    public static DispensingEngine engine(String rule) {
        return engine(rule, new PackagedFile("rules/" + rule + ".yaml").text());
    }

    static DispensingEngine engine(String rule, String yaml) {
        return new DispensingEngine(RuleSet.parse(java.util.Map.of(rule + ".yaml", yaml)), DRUGS, TABLES);
    }
}
