package org.painbridge.careplan;

import java.util.Locale;

/** How far those who were asked have agreed to a plan: {@code CodeSystem/plan-agreement}. */
public enum Agreement {
    AWAITING_RESPONSE,
    AGREED,
    PARTLY_AGREED,
    DECLINED,
    CHANGE_REQUESTED,
    RE_REVIEW;

    /** @throws ExchangeRefusal for a code that the server never writes */
    public static Agreement of(String code) {
        for (Agreement agreement : values()) {
            if (agreement.code().equals(code)) {
                return agreement;
            }
        }
        throw ExchangeRefusal.wrongState("The plan does not say how far it is agreed: it was not pushed.");
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of several who were asked, one accepts everything: of a plan that another declined, in part, that is a part. */
    Agreement accepted() {
        return this == DECLINED || this == PARTLY_AGREED ? PARTLY_AGREED : AGREED;
    }

    /** One declines everything: of a plan that another has agreed to, a part stays agreed. */
    Agreement declined() {
        return this == AGREED || this == PARTLY_AGREED ? PARTLY_AGREED : DECLINED;
    }
}
