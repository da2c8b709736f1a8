package org.painbridge.careplan;

import java.util.Locale;

/** Where a plan stands, as {@code CarePlan.status} says it. */
public enum PlanStatus {
    DRAFT,
    ACTIVE,
    ON_HOLD,
    COMPLETED,
    REVOKED,
    ENTERED_IN_ERROR;

    /** @throws ExchangeRefusal for {@code unknown}, which no plan of ours is */
    public static PlanStatus of(String code) {
        for (PlanStatus status : values()) {
            if (status.code().equals(code)) {
                return status;
            }
        }
        throw ExchangeRefusal.wrongState("The plan has no status that leads on from there: " + code + ".");
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
