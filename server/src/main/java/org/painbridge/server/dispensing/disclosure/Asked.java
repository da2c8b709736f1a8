package org.painbridge.server.dispensing.disclosure;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What is to be disclosed to whom, and why.
 *
 * @param recipient code of the settings
 * @param basis code of the recipient's bases
 * @param at as it was known then
 * @param language of the summary
 */
record Asked(
        String recipient,
        String basis,
        String purpose,
        String caseReference,
        Subject subject,
        LocalDate from,
        LocalDate to,
        Instant at,
        List<Field> fields,
        SummaryLanguage language) {
    Asked {
        fields = List.copyOf(fields);
    }

    /** For the audit trail. */
    String told() {
        return "recipient=" + recipient + " basis=" + basis + " case=" + caseReference + " purpose=" + purpose
                + " subject=" + subject.kind() + " from=" + from + " to=" + to + " asOf=" + at;
    }
}
