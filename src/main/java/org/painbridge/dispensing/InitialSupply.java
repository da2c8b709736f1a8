package org.painbridge.dispensing;

/** Broken when a start of opioids is for too many days. */
record InitialSupply(OpioidStart start, Threshold supply) implements Operator {

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
        boolean isKnown = columns.supply[row] != Columns.UNKNOWN;
        if (isKnown && !supply.isMet(columns.supply[row])) {
            return KEPT;
        }
        return switch (start.at(columns, row, guards, false)) {
            case YES -> isKnown ? 1 : OPEN;
            case UNKNOWN -> OPEN;
            case NO -> KEPT;
        };
    }

    @Override
    public void prove(Columns columns, int row, Guards guards, Proof proof) {
        start.prove(columns, row, guards, proof);
        if (columns.supply[row] == Columns.UNKNOWN) {
            proof.lacks(row, Reserve.UNKNOWN_SUPPLY);
        }
        proof.compares(Math.max(0, columns.supply[row]), supply.value());
    }
}
