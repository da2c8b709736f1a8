package org.painbridge.server.store;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Lockbox;
import org.painbridge.server.store.AccessScope.Whose;

/** What is asked of the store all day, over {@link MillionRows}. */
record HotQuery(String name, AccessScope scope, Consumer<StoreView> question) {
    private static final String PATIENT = "Patient/" + MillionRows.id("Patient", 1);
    private static final String OTHER = "Patient/" + MillionRows.id("Patient", 4321);
    private static final String DISPENSES = "MedicationDispense?patient=" + PATIENT;
    private static final AccessScope ONE_PATIENT = AccessScope.of(new Grant(
            Set.copyOf(ExposedTypes.NAMES),
            new Whose.Patients(Set.of(MillionRows.id("Patient", 1))),
            Set.of(new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "V"))));

    private static final AccessScope IN_CARE = AccessScope.of(new Grant(
            Set.copyOf(ExposedTypes.NAMES), new Whose.InCareOf(Set.of(reference("Practitioner", 2))), Set.of()));

    private static final AccessScope HELD_TO_DIRECTIVES = AccessScope.of(new Grant(
            Set.copyOf(ExposedTypes.NAMES),
            new Whose.InCareOf(Set.of(reference("Practitioner", 2))),
            Set.of(),
            new Lockbox.Against(Set.of(reference("Practitioner", 2)), Set.of(reference("Practitioner", 2)))));

    static List<HotQuery> all() {
        return Stream.of(people(), medicines(), findings(), work(), pages(), reads(), scoped())
                .flatMap(queries -> queries)
                .toList();
    }

    private static Stream<HotQuery> people() {
        return searches(
                "Patient?identifier=urn:painbridge:number|hc4321",
                "Practitioner?identifier=urn:painbridge:number|lic77",
                "MedicationDispense?identifier=urn:painbridge:number|rx4321",
                "Patient?identifier=hc4321",
                "Patient?family=family321&birthdate=1999-10-12",
                "Patient?name=family32&gender=female",
                "Patient?general-practitioner=" + reference("Practitioner", 77),
                "Patient?_id=" + MillionRows.id("Patient", 77) + "," + MillionRows.id("Patient", 78),
                "PractitionerRole?practitioner=" + reference("Practitioner", 77),
                "PractitionerRole?practitioner=" + reference("Practitioner", 77)
                        + "&_include=PractitionerRole:organization",
                "CareTeam?participant=" + reference("Practitioner", 77) + "&status=active",
                "Patient?_has:Observation:patient:code=http://loinc.org|rare");
    }

    private static Stream<HotQuery> medicines() {
        return searches(
                DISPENSES + "&_sort=-whenhandedover&_count=20",
                DISPENSES + "&_sort=whenhandedover&_count=20",
                DISPENSES + "&whenhandedover=ge2024-06-01&whenhandedover=lt2025-01-01&_sort=-whenhandedover",
                DISPENSES + "&code=http://hl7.org/fhir/NamingSystem/ca-hc-din|0100",
                DISPENSES + "&_total=accurate&_count=5",
                "MedicationDispense?prescription=" + reference("MedicationRequest", 4321),
                "MedicationDispense?performer=" + reference("Organization", 77) + "&whenhandedover=2024-06-05",
                "MedicationDispense?patient.identifier=urn:painbridge:number|hc4321",
                "MedicationDispense?patient.family=family321&whenhandedover=ge2025-01-01",
                "MedicationRequest?patient=" + OTHER + "&status=active",
                "MedicationRequest?patient=" + PATIENT + "&status=active&_revinclude=MedicationDispense:prescription",
                "MedicationRequest?requester=" + reference("Practitioner", 77) + "&status=completed&_sort=-authoredon");
    }

    private static Stream<HotQuery> findings() {
        return searches(
                "Observation?patient=" + PATIENT + "&code=http://loinc.org|72514-3&_sort=-date&_count=1",
                "Observation?patient=" + PATIENT + "&component-code-value-quantity=http://loinc.org|8480-6$gt140",
                "Observation?code=http://loinc.org|rare",
                "Observation?code=http://loinc.org|72514-3&date=ge2025-07-28",
                "Condition?patient=" + OTHER + "&code=http://snomed.info/sct|279039007",
                "DetectedIssue?patient=" + PATIENT,
                "DetectedIssue?implicated=" + reference("MedicationDispense", 601),
                "DetectedIssue?patient=" + PATIENT + "&_include=DetectedIssue:implicated");
    }

    private static Stream<HotQuery> work() {
        String inbox = "Task?owner=" + reference("Practitioner", 78) + "&status=requested";
        return searches(
                inbox + "&code=urn:painbridge:task|review2&_sort=due",
                inbox.replace("requested", "completed,requested") + "&_sort=due&_count=5",
                "Task?owner=" + reference("Practitioner", 79) + "&status=completed&_sort=due&_count=20",
                inbox + "&_include=Task:focus",
                "Task?group-identifier=urn:painbridge:number|group77",
                "Task?patient=" + PATIENT + "&status:not=completed",
                "CarePlan?patient=" + PATIENT + "&status=active&_include=CarePlan:goal",
                "Goal?patient=" + PATIENT,
                "ServiceRequest?patient=" + PATIENT + "&status=active",
                "Provenance?target=" + reference("CarePlan", 77),
                "CarePlan?patient=" + PATIENT + "&_revinclude=Provenance:target");
    }

    /** With more matches than fit on a page. */
    private static Stream<HotQuery> pages() {
        return Stream.concat(
                searches(
                        "Observation?_sort=-_lastUpdated&_count=20",
                        "Task?_sort=_lastUpdated&_count=20",
                        "MedicationDispense?_lastUpdated=ge2025-07-31",
                        "MedicationDispense?_lastUpdated=ge2025-07-01&_sort=-_lastUpdated",
                        "Observation?_count=20",
                        "Observation?status=final&_count=20"),
                Stream.of(
                        second("MedicationDispense?patient=" + PATIENT + "&_sort=-whenhandedover&_count=10"),
                        second("Observation?_sort=-_lastUpdated&_count=20"),
                        second("Observation?_count=20"),
                        second("Observation?status=final&_count=20"),
                        second("Task?owner=" + reference("Practitioner", 78) + "&_sort=due&_count=5")));
    }

    private static Stream<HotQuery> reads() {
        String dispense = MillionRows.id("MedicationDispense", 4320);
        return Stream.of(
                unscoped("read", view -> view.read("MedicationDispense", dispense)),
                unscoped("read of a past version", view -> view.version("MedicationDispense", dispense, 1)),
                unscoped(
                        "history of one resource",
                        view -> view.history(new HistoryQuery("MedicationDispense", dispense, null, null, null, null))),
                unscoped(
                        "history of a type",
                        view -> view.history(new TypeHistoryQuery(List.of("Observation"), null, null, null, null))),
                unscoped(
                        "history of all types",
                        view -> view.history(new TypeHistoryQuery(ExposedTypes.NAMES, null, null, null, null))),
                unscoped("everything of a patient", HotQuery::everything));
    }

    private static Stream<HotQuery> scoped() {
        return Stream.of(
                        DISPENSES + "&_sort=-whenhandedover&_count=20",
                        "Observation?code=http://loinc.org|rare",
                        "MedicationDispense?patient.identifier=urn:painbridge:number|hc1",
                        "CarePlan?patient=" + PATIENT + "&_include=CarePlan:goal")
                .flatMap(url -> Stream.of(
                        new HotQuery("who may see one patient: " + url, ONE_PATIENT, view -> search(view, url)),
                        new HotQuery("who cares for some: " + url, IN_CARE, view -> search(view, url)),
                        new HotQuery(
                                "who is kept from some of these: " + url,
                                HELD_TO_DIRECTIVES,
                                view -> search(view, url))));
    }

    private static void everything(StoreView view) {
        view.everything(new EverythingQuery(MillionRows.id("Patient", 1), List.of(), null, null, null, null, null));
    }

    private static HotQuery unscoped(String name, Consumer<StoreView> question) {
        return new HotQuery(name, AccessScope.ALL, question);
    }

    private static Stream<HotQuery> searches(String... urls) {
        return Stream.of(urls).map(url -> unscoped(url, view -> search(view, url)));
    }

    private static HotQuery second(String url) {
        return unscoped("two pages of " + url, view -> {
            SearchPage first = search(view, url);
            search(view, url + "&_cursor=" + Objects.requireNonNull(first.nextCursor()));
        });
    }

    static SearchPage search(StoreView view, String url) {
        String[] parts = url.split("\\?");
        SearchQuery query = SearchQuery.of(parts[0]);
        for (String parameter : parts[1].split("&")) {
            String[] pair = parameter.split("=", 2);
            query = query.where(pair[0], pair[1]);
        }
        return view.search(query);
    }

    private static String reference(String type, int n) {
        return type + "/" + MillionRows.id(type, n);
    }

    @Override
    public String toString() {
        return name;
    }
}
