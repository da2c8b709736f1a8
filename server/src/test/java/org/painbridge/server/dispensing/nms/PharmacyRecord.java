package org.painbridge.server.dispensing.nms;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.concurrent.ThreadLocalRandom;

/** A dispense as a pharmacy submits it; each test says what it is about. The person is fictitious. */
public record PharmacyRecord(
        String healthNumber,
        String born,
        String pharmacy,
        String prescription,
        String transaction,
        String prescriber,
        LocalDate day,
        String quantity) {
    public static final String HCN = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn";
    public static final String PHARMACY = "https://painbridge.example/fhir/sid/pharmacy";
    static final String BORN = "1960-02-03";

    public static PharmacyRecord of(String healthNumber, String pharmacy, String prescription) {
        return new PharmacyRecord(healthNumber, BORN, pharmacy, prescription, "1", "900001", today(), "120");
    }

    public static LocalDate today() {
        return LocalDate.now(ZoneId.of("America/Toronto"));
    }

    /** A number with a check digit that fits. */
    public static String anyHealthNumber() {
        String nine = String.valueOf(ThreadLocalRandom.current().nextInt(100_000_000, 1_000_000_000));
        int sum = 0;
        for (int i = 0; i < nine.length(); i++) {
            int weighed = (nine.charAt(i) - '0') * (i % 2 == 0 ? 2 : 1);
            sum += weighed > 9 ? weighed - 9 : weighed;
        }
        return nine + (10 - sum % 10) % 10;
    }

    public PharmacyRecord of(String other) {
        return new PharmacyRecord(healthNumber, born, pharmacy, other, transaction, prescriber, day, quantity);
    }

    public PharmacyRecord by(String other) {
        return new PharmacyRecord(healthNumber, born, pharmacy, prescription, transaction, other, day, quantity);
    }

    public PharmacyRecord at(String other) {
        return new PharmacyRecord(healthNumber, born, other, prescription, transaction, prescriber, day, quantity);
    }

    public PharmacyRecord on(LocalDate other) {
        return new PharmacyRecord(healthNumber, born, pharmacy, prescription, transaction, prescriber, other, quantity);
    }

    public PharmacyRecord numbered(String other) {
        return new PharmacyRecord(healthNumber, born, pharmacy, prescription, other, prescriber, day, quantity);
    }

    public PharmacyRecord amounting(String other) {
        return new PharmacyRecord(healthNumber, born, pharmacy, prescription, transaction, prescriber, day, other);
    }

    public PharmacyRecord born(String other) {
        return new PharmacyRecord(healthNumber, other, pharmacy, prescription, transaction, prescriber, day, quantity);
    }

    public PharmacyRecord of(int number) {
        return of("RX-" + number).by("90000" + number);
    }

    public String json() {
        return """
                {"resourceType":"MedicationDispense","contained":[
                  {"resourceType":"Patient","id":"pat","identifier":[{"system":"%1$s","value":"%2$s"}],
                   "name":[{"family":"Placeholder","given":["Inventa"]}],"gender":"female","birthDate":"%3$s"},
                  {"resourceType":"MedicationRequest","id":"rx","status":"active","intent":"order",
                   "medicationCodeableConcept":{"text":"as dispensed"},"subject":{"reference":"#pat"},
                   "requester":{"type":"Practitioner","identifier":{
                     "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-physician","value":"%7$s"}}}],
                 "identifier":[{"system":"https://pharmacy.example/prescription","value":"%5$s"},
                   {"system":"https://painbridge.example/fhir/sid/nms-transaction","value":"%6$s"}],
                 "status":"completed",
                 "medicationCodeableConcept":{"coding":[
                   {"system":"http://hl7.org/fhir/NamingSystem/ca-hc-din","code":"00125121"}]},
                 "subject":{"reference":"#pat"},
                 "performer":[
                   {"actor":{"type":"Organization","identifier":{"system":"%10$s","value":"%4$s"}}},
                   {"actor":{"type":"Practitioner","identifier":{
                     "system":"https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-license-pharmacist",
                     "value":"123456"}}}],
                 "authorizingPrescription":[{"reference":"#rx"}],
                 "quantity":{"value":%9$s,"unit":"tablet"},
                 "daysSupply":{"value":30,"system":"http://unitsofmeasure.org","code":"d"},
                 "whenPrepared":"%8$s"}""".formatted(
                HCN, healthNumber, born, pharmacy, prescription, transaction, prescriber, day, quantity, PHARMACY);
    }

    /** The body of a submission of these. */
    public static String body(String... dispenses) {
        StringBuilder body = new StringBuilder("{\"resourceType\":\"Parameters\",\"parameter\":[");
        for (int i = 0; i < dispenses.length; i++) {
            body.append(i == 0 ? "" : ",")
                    .append("{\"name\":\"dispense\",\"resource\":")
                    .append(dispenses[i])
                    .append('}');
        }
        return body.append("]}").toString();
    }
}
