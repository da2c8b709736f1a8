package org.painbridge.dispensing;

/** A rule as its file states it: what it is, how it works, what it leaves aside, what it says. */
record Rule(RuleInfo info, Operator operator, Guards guards, Wording wording) {

    /** Calendar days of dispenses that a finding, and whether it is told, depend on; its own day included. */
    int lookBackDays() {
        return Math.max(operator.lookBackDays(), guards.lookBackDays())
                + info.alerting().quietDays();
    }

    boolean isOff() {
        return info.alerting().state() == Alerting.State.OFF;
    }
}
