package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;

/** When and how an operation writes. */
public final class PlanDesk {
    private final Instant now;
    private final StoredIds ids;
    private final Moments moments;

    /** @param zone whose offset the times show, and in which a date without time is meant */
    public PlanDesk(Instant now, StoredIds ids, ZoneId zone) {
        this.now = now;
        this.ids = ids;
        this.moments = new Moments(zone);
    }

    Instant now() {
        return now;
    }

    StoredIds ids() {
        return ids;
    }

    Moments moments() {
        return moments;
    }
}
