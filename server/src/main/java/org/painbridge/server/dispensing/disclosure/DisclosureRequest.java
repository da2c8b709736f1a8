package org.painbridge.server.dispensing.disclosure;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;

/** What is sent to {@code $nms-disclose}; anything that is not there in full is refused. */
record DisclosureRequest(OperationParameters sent, DisclosureSettings settings, SummaryLanguage accepted) {
    private static final String OPERATION = "$nms-disclose";
    private static final List<String> NAMES = List.of(
            "asOf",
            "basis",
            "case",
            "field",
            "from",
            "language",
            "patient",
            "practitioner",
            "purpose",
            "recipient",
            "to");

    static DisclosureRequest of(RequestDetails request, @Nullable IBaseResource body, DisclosureSettings settings) {
        return new DisclosureRequest(
                OperationParameters.of(OPERATION, NAMES, request, body),
                settings,
                SummaryLanguage.accepted(request.getHeader("Accept-Language")));
    }

    /** @throws RequestProblem where the settings name nobody */
    void requireRecipients() {
        if (settings.recipients().isEmpty()) {
            throw new RequestProblem(
                    ErrorCode.ACCESS_DENIED,
                    "",
                    "Nothing is disclosed: the settings name no recipient (painbridge.disclosure.recipients)");
        }
    }

    /** @param subject found by its number */
    Asked asked(Subject subject, Instant now) {
        DisclosureSettings.Recipient recipient = settings.recipients().get(required("recipient", 100));
        if (recipient == null) {
            throw OperationParameters.problem(
                    "recipient",
                    "recipient is one of "
                            + String.join(
                                    ", ", new TreeSet<>(settings.recipients().keySet()))
                            + " (painbridge.disclosure.recipients)");
        }
        String basis = required("basis", 100);
        if (!recipient.bases().containsKey(basis)) {
            throw OperationParameters.problem(
                    "basis",
                    "basis is one of "
                            + String.join(", ", new TreeSet<>(recipient.bases().keySet()))
                            + " for this recipient (painbridge.disclosure.recipients)");
        }
        LocalDate from = day("from");
        LocalDate to = day("to");
        if (to.isAfter(LocalDate.ofInstant(now, ZoneOffset.UTC))) { // West of which Ontario lies.
            throw OperationParameters.problem("to", "to does not lie in the future");
        }
        if (from.isAfter(to) || ChronoUnit.DAYS.between(from, to) >= settings.longestDays()) {
            throw OperationParameters.problem(
                    "from",
                    "from is not after to, and a disclosure covers at most " + settings.longestDays()
                            + " days (painbridge.disclosure.longest-days)");
        }
        Instant at = sent.instant("asOf")
                .map(moment -> moment.truncatedTo(ChronoUnit.MILLIS))
                .orElse(now);
        if (at.isAfter(now)) {
            throw OperationParameters.problem("asOf", "asOf does not lie in the future");
        }
        return new Asked(
                required("recipient", 100),
                basis,
                required("purpose", 1000),
                required("case", 200),
                subject,
                from,
                to,
                at,
                fields(),
                language());
    }

    /** @return of exactly one of the two parameters */
    Identifier subject() {
        Optional<Identifier> practitioner = identifier("practitioner");
        Optional<Identifier> patient = identifier("patient");
        if (practitioner.isPresent() == patient.isPresent()) {
            throw OperationParameters.problem(
                    "practitioner",
                    "Name one subject: either practitioner, by the licence, or patient, by the health number");
        }
        return practitioner.or(() -> patient).orElseThrow();
    }

    boolean isAboutPatient() {
        return identifier("patient").isPresent();
    }

    private Optional<Identifier> identifier(String name) {
        return sent.value(name).map(value -> {
            if (value instanceof Identifier identifier && identifier.hasSystem() && identifier.hasValue()) {
                return identifier;
            }
            throw OperationParameters.problem(name, name + " is an Identifier with system and value");
        });
    }

    private SummaryLanguage language() {
        return sent.one("language")
                .map(code -> SummaryLanguage.of(code)
                        .orElseThrow(() -> OperationParameters.problem("language", "language is en or fr")))
                .orElse(accepted);
    }

    private List<Field> fields() {
        List<Field> fields = sent.list("field").stream()
                .map(code -> Field.of(code)
                        .orElseThrow(() -> OperationParameters.problem("field", "field is one of " + Field.codes())))
                .distinct()
                .sorted()
                .toList();
        return fields.isEmpty() ? Field.LEAST : fields;
    }

    private String required(String name, int longest) {
        return sent.one(name)
                .map(String::strip)
                .filter(text -> !text.isEmpty() && text.length() <= longest)
                .orElseThrow(() -> OperationParameters.problem(
                        name, name + " is required, with at most " + longest + " characters"));
    }

    private LocalDate day(String name) {
        try {
            return LocalDate.parse(required(name, 10));
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-11-01");
        }
    }
}
