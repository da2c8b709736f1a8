package org.painbridge.server.imaging;

import java.util.Locale;

/** What a decision is worth now; the worst that is true of it counts. Codes: CodeSystem imaging-decision-status. */
enum DecisionStatus {
    /** The key of its token is none of this server, or is published no longer. */
    UNKNOWN_KEY,
    /** The token is not one of ours, or was changed. */
    INVALID_SIGNATURE,
    /** It was signed here, and no record of it is here: not yet, or not at all. */
    NOT_RECORDED,
    /** The decision was deleted or marked as entered in error. */
    REVOKED,
    /** The order is not the one that was judged. */
    ORDER_CHANGED,
    /** It was made by other rules than those now in force. */
    GUIDELINE_SUPERSEDED,
    VALID;

    String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
