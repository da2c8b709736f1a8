package org.painbridge.server.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Care plans that are pushed, and an inbox, for the figures of issue 6. Invented people. */
final class PlanWorkload {
    static final int PATIENTS = 500;
    static final int TASKS = 10_000;
    /** Parts of a plan that is read, itself included. */
    static final int PARTS = 60;

    static final int LONG_GOALS = 16;

    private static final int BUNDLE_SIZE = 100;
    private static final String PHYSICIAN = "PractitionerRole/bench-physician";
    private static final String SPECIALIST = "PractitionerRole/bench-specialist";

    private static final Template ENDPOINT = Template.of("""
        {"resourceType":"Endpoint","id":"bench-inbox","status":"active","connectionType":{
        "system":"http://terminology.hl7.org/CodeSystem/endpoint-connection-type","code":"hl7-fhir-rest"},
        "payloadType":[{"text":"Care plans"}],"address":"https://bench.example/fhir"}""");

    private static final Template PLAN = Template.of("""
        {"resourceType":"CarePlan","id":"plan","identifier":[{"system":"https://painbridge.example/fhir/sid/bench-plan","value":"$name"}],
        "status":"draft","intent":"plan","category":[{"coding":[{"system":"http://snomed.info/sct","code":"734163000"}]}],
        "title":"Walk again, less opioid","subject":{"reference":"$patient"},"created":"2026-11-01",
        "author":{"reference":"PractitionerRole/bench-specialist"},"careTeam":[{"reference":"CareTeam/team"}],
        "addresses":[{"reference":"Condition/pain"}],"supportingInfo":[{"reference":"Observation/peg"}],
        "goal":[$goals],"activity":[$activities]}""");
    private static final Template TEAM = Template.of("""
        {"resourceType":"CareTeam","id":"team","status":"active","subject":{"reference":"$patient"},"participant":[{
        "role":[{"text":"Pain specialist"}],"member":{"reference":"PractitionerRole/bench-specialist"}}]}""");
    private static final Template PAIN = Template.of("""
        {"resourceType":"Condition","id":"pain","clinicalStatus":{"coding":[{
        "system":"http://terminology.hl7.org/CodeSystem/condition-clinical","code":"active"}]},
        "code":{"coding":[{"system":"http://snomed.info/sct","code":"82423001"}],"text":"Chronic pain"},
        "subject":{"reference":"$patient"}}""");
    private static final Template PEG = Template.of("""
        {"resourceType":"Observation","id":"peg","status":"final","code":{"coding":[{"system":"http://loinc.org","code":"91147-9"}]},
        "subject":{"reference":"$patient"},"effectiveDateTime":"2026-11-01",
        "performer":[{"reference":"PractitionerRole/bench-specialist"}],"valueQuantity":{"value":7.3,"unit":"{score}",
        "system":"http://unitsofmeasure.org","code":"{score}"}}""");
    private static final Template GOAL = Template.of("""
        {"resourceType":"Goal","id":"goal-$n","lifecycleStatus":"proposed","description":{"text":"Walk to the market, part $n"},
        "subject":{"reference":"$patient"},"target":[{"measure":{"coding":[{"system":"http://loinc.org","code":"91147-9"}]},
        "detailQuantity":{"value":4,"unit":"{score}","system":"http://unitsofmeasure.org","code":"{score}"},"dueDate":"2027-02-28"}],
        "expressedBy":{"reference":"$patient"},"addresses":[{"reference":"Condition/pain"}]}""");
    private static final Template ACTIVITY = Template.of("""
        {"resourceType":"ServiceRequest","id":"activity-$n","extension":[{
        "url":"http://hl7.org/fhir/StructureDefinition/resource-pertainsToGoal","valueReference":{"reference":"Goal/goal-0"}}],
        "status":"active","intent":"proposal","code":{"coding":[{"system":"http://snomed.info/sct","code":"91251008"}],
        "text":"Physical therapy, part $n"},"subject":{"reference":"$patient"},
        "requester":{"reference":"PractitionerRole/bench-specialist"}}""");
    private static final Template TASK = Template.of("""
        {"resourceType":"Task","status":"requested","intent":"order","code":{"coding":[{
        "system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"review-care-plan"}]},
        "for":{"reference":"$patient"},"owner":{"reference":"PractitionerRole/bench-physician"},
        "restriction":{"period":{"end":"2027-$month-$dayT12:00:00-05:00"}}}""");

    private PlanWorkload() {}

    /** Transactions that store the people, and the Tasks of the inbox. */
    static List<String> people() {
        List<String> entries = new ArrayList<>();
        entries.add(put("Endpoint/bench-inbox", ENDPOINT.text()));
        entries.add(put(
                PHYSICIAN,
                "{\"resourceType\":\"PractitionerRole\",\"id\":\"bench-physician\",\"active\":true,"
                        + "\"endpoint\":[{\"reference\":\"Endpoint/bench-inbox\"}]}"));
        entries.add(
                put(SPECIALIST, "{\"resourceType\":\"PractitionerRole\",\"id\":\"bench-specialist\",\"active\":true}"));
        for (int i = 0; i < PATIENTS; i++) {
            entries.add(put(patient(i), "{\"resourceType\":\"Patient\",\"id\":\"planned-" + i + "\"}"));
        }
        for (int i = 0; i < TASKS; i++) {
            Map<String, String> values = Map.of(
                    "patient", patient(i % PATIENTS), "month", twoDigits(1 + i % 12), "day", twoDigits(1 + i % 28));
            entries.add("{\"resource\":" + TASK.fill(values) + ",\"request\":{\"method\":\"POST\",\"url\":\"Task\"}}");
        }
        List<String> bundles = new ArrayList<>();
        for (int from = 0; from < entries.size(); from += BUNDLE_SIZE) {
            List<String> some = entries.subList(from, Math.min(entries.size(), from + BUNDLE_SIZE));
            bundles.add("{\"resourceType\":\"Bundle\",\"type\":\"transaction\",\"entry\":[" + String.join(",", some)
                    + "]}");
        }
        return bundles;
    }

    /** 15 resources: plan, team, condition, observation, three goals and eight activities. */
    static String push(String name, int patient) {
        return push(name, patient, 3, 8);
    }

    /** A plan of 60 parts. */
    static String longPush(int patient) {
        return push("long" + patient, patient, LONG_GOALS, PARTS - LONG_GOALS - 4);
    }

    /** @param plan {@code CarePlan/1} */
    static String plan(String plan) {
        return "/fhir/CarePlan?_id=" + plan.substring(plan.indexOf('/') + 1);
    }

    /** As many goals of a patient as a plan of 60 parts has. */
    static String goals(int patient) {
        return "/fhir/Goal?patient=" + patient(patient % PATIENTS) + "&_count=" + LONG_GOALS;
    }

    static String inbox() {
        return "/fhir/Task?owner=" + PHYSICIAN
                + "&status=requested&code=review-care-plan&_sort=restriction-period&_count=20";
    }

    private static String push(String name, int patient, int goals, int activities) {
        Map<String, String> values = Map.of(
                "name", name,
                "patient", patient(patient % PATIENTS),
                "goals", references("", "Goal/goal-", goals),
                "activities", references("{\"reference\":", "ServiceRequest/activity-", activities));
        List<String> entries = new ArrayList<>();
        for (Template template : List.of(PLAN, TEAM, PAIN, PEG)) {
            entries.add(template.fill(values));
        }
        for (int n = 0; n < goals; n++) {
            entries.add(GOAL.fill(Map.of("n", Integer.toString(n), "patient", values.get("patient"))));
        }
        for (int n = 0; n < activities; n++) {
            entries.add(ACTIVITY.fill(Map.of("n", Integer.toString(n), "patient", values.get("patient"))));
        }
        String resources =
                String.join(",", entries.stream().map(PlanWorkload::entry).toList());
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"bundle\",\"resource\":{\"resourceType\":\"Bundle\","
                + "\"type\":\"collection\",\"entry\":[" + resources
                + "]}},{\"name\":\"pushIdentifier\",\"valueIdentifier\":{"
                + "\"system\":\"https://painbridge.example/fhir/sid/bench-push\",\"value\":\"" + name + "\"}},"
                + "{\"name\":\"recipient\",\"valueReference\":{\"reference\":\"" + PHYSICIAN + "\"}}]}";
    }

    private static String references(String before, String prefix, int count) {
        return String.join(
                ",",
                IntStream.range(0, count)
                        .mapToObj(
                                n -> before + "{\"reference\":\"" + prefix + n + "\"}" + (before.isEmpty() ? "" : "}"))
                        .toList());
    }

    private static String entry(String resource) {
        String type = resource.replaceFirst("^\\{\"resourceType\":\"(\\w+)\",\"id\":\"([a-z0-9-]+)\".*", "$1/$2");
        return "{\"fullUrl\":\"https://painbridge.example/fhir/" + type + "\",\"resource\":" + resource + "}";
    }

    private static String put(String reference, String resource) {
        return "{\"resource\":" + resource + ",\"request\":{\"method\":\"PUT\",\"url\":\"" + reference + "\"}}";
    }

    private static String patient(int number) {
        return "Patient/planned-" + number;
    }

    private static String twoDigits(int number) {
        return (number < 10 ? "0" : "") + number;
    }
}
