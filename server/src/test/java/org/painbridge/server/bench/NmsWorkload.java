package org.painbridge.server.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What pharmacies submit and ask, for the figures of issue 7. Invented people, under numbers that nobody has. */
final class NmsWorkload {
    static final int LINES = 100;
    /** People with a dispense a week in the days that an inquiry looks at; as many again get the new ones. */
    static final int PATIENTS = 1000;
    /** Of batches, which bring many more lines than come one by one: a dispense a week each, for less than a year. */
    private static final int IN_BATCHES = 4 * PATIENTS;

    private static final int WEEKS = 17;
    private static final int PHARMACIES = 50;
    private static final int PRESCRIBERS = 100;
    private static final long FIRST_NUMBER = 999_000_000L;

    private static final Template DISPENSE = Template.of("""
        {"resourceType":"MedicationDispense","contained":[{"resourceType":"Patient","id":"pat","identifier":[{
        "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn","value":"$card"}],
        "name":[{"family":"Benchmark-$patient","given":["Fictitia"]}],"gender":"female","birthDate":"1971-04-09"},
        {"resourceType":"MedicationRequest","id":"rx","status":"active","intent":"order","medicationCodeableConcept":{
        "text":"hydromorphone 4 mg"},"subject":{"reference":"#pat"},"requester":{"type":"Practitioner","identifier":{
        "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician","value":"9$prescriber"}}}],
        "identifier":[{"system":"https://pharmacy.example/prescription","value":"RX-$number"},{
        "system":"https://painbridge.example/fhir/sid/nms-transaction","value":"1"}],"status":"completed",
        "medicationCodeableConcept":{"coding":[{"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"00125121"}]},
        "subject":{"reference":"#pat"},"performer":[{"actor":{"type":"Organization","identifier":{
        "system":"https://painbridge.example/fhir/sid/pharmacy","value":"PH-$pharmacy"}}},{"actor":{"type":"Practitioner",
        "identifier":{"system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-pharmacist","value":"123456"}}}],
        "authorizingPrescription":[{"reference":"#rx"}],"quantity":{"value":28,"unit":"tablet"},
        "daysSupply":{"value":7,"system":"http://unitsofmeasure.org","code":"d"},"whenPrepared":"$day"}""");
    private static final Template INQUIRY = Template.of("""
        {"resourceType":"Parameters","parameter":[{"name":"identifier","valueIdentifier":{
        "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn","value":"$card"}},
        {"name":"birthDate","valueDate":"1971-04-09"}]}""");

    private NmsWorkload() {}

    /** What is there before anything is measured: batches of 100. */
    static List<String> history(LocalDate today) {
        return IntStream.range(0, WEEKS * PATIENTS / LINES)
                .mapToObj(batch -> IntStream.range(batch * LINES, (batch + 1) * LINES)
                        .mapToObj(i -> dispense("history", i, i % PATIENTS, today.minusWeeks(WEEKS - i / PATIENTS)))
                        .toList())
                .map(NmsWorkload::batch)
                .toList();
    }

    /** Everybody's of one week after everybody's of the week before, up to today. */
    static String submission(String run, int number, int of, LocalDate today) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"dispense\",\"resource\":"
                + fresh(run, number, of, PATIENTS, today) + "}]}";
    }

    /** The same, 100 of them. */
    static String submissions(String run, int number, int of, LocalDate today) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LINES; i++) {
            lines.add(fresh(run, number * LINES + i, of * LINES, IN_BATCHES, today));
        }
        return batch(lines);
    }

    static String inquiry(int number) {
        return INQUIRY.fill(Map.of("card", card(number % PATIENTS)));
    }

    private static String fresh(String run, int number, int of, int people, LocalDate today) {
        return dispense(run, number, PATIENTS + number % people, today.minusWeeks((of - number) / people));
    }

    private static String dispense(String run, int number, int patient, LocalDate day) {
        return DISPENSE.fill(Map.of(
                "card", card(patient),
                "patient", Integer.toString(patient),
                "prescriber", Integer.toString(10_000 + patient % PRESCRIBERS),
                "pharmacy", Integer.toString(patient % PHARMACIES),
                "number", run + "-" + number,
                "day", day.toString()));
    }

    private static String batch(List<String> lines) {
        return lines.stream()
                .map(line -> "{\"resource\":" + line + "}")
                .collect(Collectors.joining(
                        ",",
                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"batch\",\"resource\":"
                                + "{\"resourceType\":\"Bundle\",\"type\":\"collection\",\"entry\":[",
                        "]}}]}"));
    }

    /** Ten digits, the last of which is the check digit (Luhn). */
    static String card(int number) {
        String digits = Long.toString(FIRST_NUMBER + number);
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = (digits.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += digit / 10 + digit % 10;
        }
        return digits + (10 - sum % 10) % 10;
    }
}
