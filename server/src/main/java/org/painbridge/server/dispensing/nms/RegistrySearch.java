package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.painbridge.dispensing.nms.fhir.OutcomeWriter;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.SearchShape;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.SearchQuery.Parameter;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/**
 * A search of MedicationDispense as Ontario's DHDR is asked, by the number and the birth date of the patient: both have to fit
 * before anything is looked for; docs/operations/nms-inquiry.md. Source: DHDR FHIR guide 4.0.0, MedicationDispense Search.
 */
final class RegistrySearch implements SearchShape {
    private static final String NUMBER = "patient.identifier";
    private static final String BORN = "patient.birthdate";
    private static final String PREPARED = "whenprepared";
    private static final String SORT = "_sort";
    private static final String TOTAL = "_total";
    private static final String GENDER = "patient.gender";
    private static final String STATUS = "status";
    private static final Set<String> IDENTITY = Set.of(NUMBER, BORN);

    private final CallerViews views;
    private final WithheldNotice withheld;
    private final Identity identity;
    private final int days;
    private final Clock clock;
    private final ZoneId zone;

    /** @param days how many are looked at where none are named */
    RegistrySearch(CallerViews views, WithheldNotice withheld, Identity identity, int days, Clock clock, ZoneId zone) {
        this.views = views;
        this.withheld = withheld;
        this.identity = identity;
        this.days = days;
        this.clock = clock;
        this.zone = zone;
    }

    @Override
    public boolean isOf(String type, Set<String> names) {
        return type.equals("MedicationDispense") && names.containsAll(IDENTITY);
    }

    @Override
    public Optional<Shaped> of(SearchQuery asked, RequestDetails request) {
        Set<String> names = new HashSet<>();
        asked.parameters().forEach(parameter -> names.add(parameter.name()));
        if (!isOf(asked.type(), names)) {
            return Optional.empty();
        }
        StoreView view = views.of(request);
        StoredResource patient = person(view, number(one(asked, NUMBER)), born(one(asked, BORN)));
        String owner = "Patient/" + patient.id();
        List<Parameter> used = asked.parameters().stream()
                .filter(parameter -> !parameter.name().equals(GENDER))
                .toList();
        List<Parameter> rest = new ArrayList<>(used.stream()
                .filter(parameter -> !IDENTITY.contains(parameter.name()))
                .toList());
        List<String> days = days(used);
        Optional<Parameter> ids = days.isEmpty() ? Optional.empty() : byEither(view, owner, days);
        if (ids.isEmpty() && !names.contains(PREPARED)) {
            days.forEach(day -> rest.add(new Parameter(PREPARED, day)));
        }
        if (names.stream().noneMatch(RegistrySearch::isOfStatus)) { // What was taken back is no drug of the person.
            rest.add(new Parameter(STATUS + ":not", "entered-in-error"));
        }
        if (!names.contains(SORT)) {
            rest.add(new Parameter(SORT, "-" + PREPARED));
        }
        if (!names.contains(TOTAL)) { // By which the asker sees that all have come.
            rest.add(new Parameter(TOTAL, "accurate"));
        }
        List<Parameter> shown = new ArrayList<>(used);
        rest.stream().filter(parameter -> !shown.contains(parameter)).forEach(shown::add);
        ids.ifPresent(found -> {
            rest.removeIf(parameter -> parameter.name().equals(PREPARED));
            rest.add(found); // Not shown: of the next page they are found again.
        });
        SearchQuery query =
                new SearchQuery(asked.type(), rest, asked.lenient(), asked.exactTokens()).where("patient", owner);
        OperationOutcome notice = notice(view, patient.id(), request);
        if (names.contains(GENDER)) {
            OutcomeWriter.information(
                    notice, "", GENDER + " is not searched for: number and birth date tell who the person is.");
        }
        return Optional.of(new Shaped(query, shown, notice, RegistrySearch::refusal));
    }

    private static boolean isOfStatus(String name) {
        return name.equals(STATUS) || name.startsWith(STATUS + ":");
    }

    /** What {@code whenprepared} has to be; empty where it is asked for in another way than by days. */
    private List<String> days(List<Parameter> used) {
        if (used.stream().anyMatch(parameter -> parameter.name().startsWith(PREPARED + ":"))) {
            return List.of();
        }
        List<String> days = used.stream()
                .filter(parameter -> parameter.name().equals(PREPARED))
                .map(Parameter::value)
                .toList();
        return days.isEmpty() ? List.of("ge" + first()) : days;
    }

    /** What does not fit is told at the parameters of this search. */
    private StoredResource person(StoreView view, Identifier number, String birthDate) {
        try {
            return identity.find(view, number, birthDate);
        } catch (RequestProblem e) {
            OperationOutcome outcome = (OperationOutcome) e.getOperationOutcome();
            outcome.getIssue()
                    .forEach(issue -> issue.getExpression()
                            .forEach(place -> place.setValue(
                                    "http." + (place.getValue().contains("birthDate") ? BORN : NUMBER))));
            throw new RequestProblem(e.getStatusCode(), outcome);
        }
    }

    /** By id, where some have no date but that of the hand-over: no search is for one date or else another. */
    private static Optional<Parameter> byEither(StoreView view, String owner, List<String> days) {
        SearchQuery all = SearchQuery.of("MedicationDispense").where("patient", owner);
        SearchQuery handedOver = all.where(PREPARED + ":missing", "true");
        SearchQuery prepared = all;
        for (String day : days) {
            handedOver = handedOver.where("whenhandedover", day);
            prepared = prepared.where(PREPARED, day);
        }
        try {
            List<String> found = new ArrayList<>(ids(view, handedOver));
            if (found.isEmpty()) {
                return Optional.empty();
            }
            found.addAll(ids(view, prepared));
            return Optional.of(new Parameter("_id", String.join(",", found)));
        } catch (StoreProblem.Invalid e) {
            return Optional.empty(); // The search itself says what is wrong with these days.
        }
    }

    private static List<String> ids(StoreView view, SearchQuery query) {
        SearchPage page = view.search(query);
        List<StoredResource> found = new ArrayList<>(page.matches());
        while (page.nextCursor() != null) {
            page = view.search(query.where("_cursor", page.nextCursor()));
            found.addAll(page.matches());
        }
        return found.stream().map(StoredResource::id).toList();
    }

    private LocalDate first() {
        return LocalDate.ofInstant(clock.instant(), zone).minusDays(days - 1L);
    }

    private static String one(SearchQuery asked, String name) {
        List<String> values = asked.parameters().stream()
                .filter(parameter -> parameter.name().equals(name))
                .map(Parameter::value)
                .toList();
        if (values.size() != 1) {
            throw refusal(name, "Send " + name + " once: a search is about one person");
        }
        return values.getFirst();
    }

    private static Identifier number(String value) {
        String[] parts = value.split("(?<!\\\\)\\|", -1);
        if (parts.length != 2 || parts[0].isBlank() || parts[1].isBlank() || parts[1].matches(".*(?<!\\\\),.*")) {
            throw refusal(NUMBER, NUMBER + " is one number with its system: system|number");
        }
        return new Identifier().setSystem(plain(parts[0])).setValue(plain(parts[1]));
    }

    private static String plain(String escaped) {
        return escaped.replaceAll("\\\\(.)", "$1").strip();
    }

    private static String born(String value) {
        String day = value.startsWith("eq") ? value.substring(2) : value;
        if (!day.matches("[0-9]{4}-[0-9]{2}-[0-9]{2}")) {
            throw refusal(BORN, BORN + " is a whole date such as 1960-02-03; number and birth date have to fit");
        }
        return day;
    }

    private OperationOutcome notice(StoreView view, String patient, RequestDetails request) {
        OperationOutcome notice = new OperationOutcome();
        withheld.add(notice, view, patient, request);
        return notice;
    }

    private static RequestProblem refusal(String parameter, String message) {
        return refusal(new StoreProblem.Invalid(ErrorCode.INVALID_SEARCH, "http." + parameter, message));
    }

    /** Ours, and DHDR's code for what cannot be searched for. */
    private static RequestProblem refusal(StoreProblem.Invalid problem) {
        OperationOutcome outcome = new OperationOutcome();
        outcome.addIssue()
                .setSeverity(IssueSeverity.ERROR)
                .setCode(IssueType.INVALID)
                .setDiagnostics(problem.getMessage())
                .setDetails(OutcomeWriter.coded(problem.code().code(), "IN_0045"))
                .addExpression(problem.expression());
        return new RequestProblem(problem.code().status(), outcome);
    }
}
