package org.painbridge.dispensing;

/** Broken by the first opioid after a time without any on record. A fact to be counted, no fault. */
record NewStart(OpioidStart start) implements Operator {

    @Override
    public int lookBackDays() {
        return start.lookBackDays();
    }

    @Override
    public int concerned() {
        return start.scope();
    }

    @Override
    public int judge(Columns columns, int row, Guards guards) {
        return switch (start.at(columns, row, guards, true)) {
            case YES -> 1;
            case UNKNOWN -> OPEN;
            case NO -> KEPT;
        };
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        start.prove(columns, row, guards, proof);
        proof.compares(start.days(), start.days());
    }
}
