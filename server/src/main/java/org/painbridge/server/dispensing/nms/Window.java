package org.painbridge.server.dispensing.nms;

import java.time.DateTimeException;
import java.time.LocalDate;
import org.painbridge.server.fhirserver.OperationParameters;

/** Calendar days, both included. */
record Window(LocalDate from, LocalDate to) {

    /** By the parameters {@code from} and {@code to}; the last days where nothing is said. */
    static Window of(OperationParameters sent, LocalDate today, int days) {
        LocalDate to = sent.one("to").map(text -> day("to", text)).orElse(today);
        LocalDate from = sent.one("from").map(text -> day("from", text)).orElse(to.minusDays(days - 1L));
        if (from.isAfter(to)) {
            throw OperationParameters.problem("from", "from is not after to");
        }
        return new Window(from, to);
    }

    private static LocalDate day(String name, String text) {
        try {
            return LocalDate.parse(text);
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-11-01");
        }
    }
}
