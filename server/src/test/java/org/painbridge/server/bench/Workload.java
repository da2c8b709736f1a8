package org.painbridge.server.bench;

import static org.painbridge.server.bench.Templates.ASSESSMENT;
import static org.painbridge.server.bench.Templates.CARE_PLAN;
import static org.painbridge.server.bench.Templates.DISPENSE;
import static org.painbridge.server.bench.Templates.HOOK_CALL;
import static org.painbridge.server.bench.Templates.IMAGING_ORDER;
import static org.painbridge.server.bench.Templates.ORDER;
import static org.painbridge.server.bench.Templates.ORGANIZATION;
import static org.painbridge.server.bench.Templates.PATIENT;
import static org.painbridge.server.bench.Templates.PRACTITIONER;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * What is sent, the same for both programs. Half of the patients have a year of weekly dispenses and are searched; the
 * other half get the new ones, so that what a fast program has written does not slow its searches down.
 */
final class Workload {
    static final int BUNDLE_SIZE = 100;
    static final int DISPENSES_EACH = 50;
    static final int PAGE = 20;
    private static final int PRESCRIBERS = 100;
    private static final int PHARMACIES = 50;
    private static final LocalDate FIRST = LocalDate.of(2025, 11, 3);

    /** Of the server, unless it is told another: what is dated by a day ahead of it, it does not take into account. */
    private static final ZoneId ZONE = ZoneId.of("America/Toronto");

    private final int patients;

    /** @param patients with dispenses, and as many again without */
    Workload(int patients) {
        this.patients = patients;
    }

    /** The day that it is for the server. */
    static LocalDate today() {
        return LocalDate.now(ZONE);
    }

    /** Transactions that store the people and organizations, under ids that both programs know. */
    List<String> people() {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < PRESCRIBERS; i++) {
            entries.add(put(PRACTITIONER, "Practitioner", "prescriber-", i));
        }
        for (int i = 0; i < PHARMACIES; i++) {
            entries.add(put(ORGANIZATION, "Organization", "pharmacy-", i));
        }
        for (int i = 0; i < 2 * patients; i++) {
            entries.add(put(PATIENT, "Patient", "patient-", i));
        }
        List<String> bundles = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += BUNDLE_SIZE) {
            bundles.add(transaction(entries.subList(from, Math.min(entries.size(), from + BUNDLE_SIZE))));
        }
        return bundles;
    }

    /** One week's dispenses of all patients after the other, as they come in life: those of one patient lie apart. */
    List<String> history() {
        List<String> bundles = new ArrayList<>();
        List<String> entries = new ArrayList<>();
        for (int week = 0; week < DISPENSES_EACH; week++) {
            for (int patient = 0; patient < patients; patient++) {
                entries.add(post("MedicationDispense", null, dispense(patient(patient), patient, date(week))));
                if (entries.size() == BUNDLE_SIZE) {
                    bundles.add(transaction(entries));
                    entries.clear();
                }
            }
        }
        if (!entries.isEmpty()) {
            bundles.add(transaction(entries));
        }
        return bundles;
    }

    /**
     * A dispense of one of the patients who have no history: everybody's of one week after everybody's of the week before, as
     * they come in life.
     *
     * @param number counted from 0
     * @param of so many, the last of which is of the first week of the others' histories
     */
    String dispense(int number, int of) {
        int patient = patients + number % patients;
        return dispense(patient(patient), patient, date((number - of) / patients));
    }

    /** A dispense of one of them that comes late: those behind it have to be judged again. */
    String lateDispense(RandomGenerator random) {
        int patient = patients + random.nextInt(patients);
        return dispense(patient(patient), patient, date(random.nextInt(DISPENSES_EACH)));
    }

    /** An order that declares the profile of the guide. */
    String imagingOrder(RandomGenerator random) {
        int patient = random.nextInt(patients);
        return IMAGING_ORDER.fill(values(patient(patient), patient, date(random.nextInt(DISPENSES_EACH))));
    }

    /** The same as an operation, of an order of its own. */
    String assessment(RandomGenerator random, String mode) {
        int patient = random.nextInt(patients);
        Map<String, String> values = values(patient(patient), patient, today().minusWeeks(3));
        values.put("today", today().toString());
        values.put("id", "patient-" + patient);
        values.put("instance", UUID.randomUUID().toString());
        values.put("mode", mode);
        return ASSESSMENT.fill(values);
    }

    /** A call of order-sign with the whole chart: an order that is not appropriate, since every red flag was denied today. */
    String hook(RandomGenerator random) {
        int patient = random.nextInt(patients);
        Map<String, String> values = values(patient(patient), patient, today().minusWeeks(3));
        values.put("id", "patient-" + patient);
        values.put("today", today().toString());
        values.put("instance", UUID.randomUUID().toString());
        return HOOK_CALL.fill(values);
    }

    /** 100 entries: five new patients, each with 16 dispenses, a care plan and its two orders, all linked by urn:uuid. */
    String bundle(RandomGenerator random) {
        List<String> entries = new ArrayList<>();
        while (entries.size() < BUNDLE_SIZE) {
            addPatient(entries, random.nextInt(1_000_000));
        }
        return transaction(entries);
    }

    /** Path and query; at least 20 dispenses match, and 50 at most. */
    String search(RandomGenerator random) {
        LocalDate from = date(random.nextInt(DISPENSES_EACH - PAGE + 1));
        return "/fhir/MedicationDispense?patient=" + patient(random.nextInt(patients)) + "&whenhandedover=ge" + from
                + "&_count=" + PAGE;
    }

    private static void addPatient(List<String> entries, int number) {
        String patient = urn();
        String order1 = urn();
        String order2 = urn();
        Map<String, String> values = values(patient, number, date(0));
        values.put("order1", order1);
        values.put("order2", order2);
        values.put("id", "");
        entries.add(post("Patient", patient, PATIENT.fill(values)));
        for (int week = 0; week < 16; week++) {
            entries.add(post("MedicationDispense", null, dispense(patient, number, date(week))));
        }
        entries.add(post("CarePlan", null, CARE_PLAN.fill(values)));
        entries.add(post("ServiceRequest", order1, ORDER.fill(values)));
        entries.add(post("ServiceRequest", order2, ORDER.fill(values)));
    }

    private static String dispense(String patient, int number, LocalDate date) {
        return DISPENSE.fill(values(patient, number, date));
    }

    private static Map<String, String> values(String patient, int number, LocalDate date) {
        Map<String, String> values = new HashMap<>();
        values.put("patient", patient);
        values.put("number", Integer.toString(number));
        values.put("prescriber", Integer.toString(number % PRESCRIBERS));
        values.put("pharmacy", Integer.toString(number % PHARMACIES));
        values.put("date", date.toString());
        return values;
    }

    private static String patient(int number) {
        return "Patient/patient-" + number;
    }

    private static LocalDate date(int week) {
        return FIRST.plusWeeks(week);
    }

    private static String urn() {
        return "urn:uuid:" + UUID.randomUUID();
    }

    private static String put(Template template, String type, String prefix, int number) {
        String id = prefix + number;
        String resource = template.fill(Map.of("id", "\"id\":\"" + id + "\",", "number", Integer.toString(number)));
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + type + "/" + id + "\"}}";
    }

    private static String post(String type, String fullUrl, String resource) {
        String name = fullUrl == null ? "" : "\"fullUrl\":\"" + fullUrl + "\",";
        return "{" + name + "\"resource\":" + resource + ",\"request\":{\"method\":\"POST\",\"url\":\"" + type + "\"}}";
    }

    private static String transaction(List<String> entries) {
        return "{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", entries) + "]}";
    }
}
