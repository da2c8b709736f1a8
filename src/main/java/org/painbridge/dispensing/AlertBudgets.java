package org.painbridge.dispensing;

/**
 * How it is judged whether a rule is within its budget of alerts; monitoring.yaml.
 *
 * @param windowDays calendar days that are looked at, today included
 * @param leastDispenses in these days, for a rate to say anything
 */
public record AlertBudgets(int windowDays, int leastDispenses) {

    public static AlertBudgets fromClassPath() {
        return MonitoringMethod.fromClassPath().budgets();
    }
}
