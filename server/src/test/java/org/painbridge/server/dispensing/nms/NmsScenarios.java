package org.painbridge.server.dispensing.nms;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;

/** A pharmacy and a person, each apart from those of all other tests. */
abstract class NmsScenarios extends ServerScenarios {
    private static final String TYPE = "MedicationDispense/";
    final String person = PharmacyRecord.anyHealthNumber();
    final String pharmacy = "PH-" + unique();
    final PharmacyRecord dispense = PharmacyRecord.of(person, pharmacy, "RX-1");

    final Answer submit(PharmacyRecord... records) {
        String[] dispenses = Stream.of(records).map(PharmacyRecord::json).toArray(String[]::new);
        return http().post(TYPE + "$nms-submit", PharmacyRecord.body(dispenses));
    }

    final Answer reverse(String parameters) {
        return http().post(TYPE + "$nms-reverse", """
                {"resourceType":"Parameters","parameter":[{"name":"pharmacy","valueIdentifier":{
                "system":"%s","value":"%s"}},%s]}""".formatted(PharmacyRecord.PHARMACY, pharmacy, parameters));
    }

    static String prescription(String number) {
        return "{\"name\":\"prescription\",\"valueString\":\"" + number + "\"}";
    }

    final Answer inquire(String born, String... headers) {
        return http().post(TYPE + "$nms-inquiry", question(born), headers);
    }

    final String question(String born) {
        return """
                {"resourceType":"Parameters","parameter":[
                {"name":"identifier","valueIdentifier":{"system":"%s","value":"%s"}},
                {"name":"birthDate","valueDate":"%s"}]}""".formatted(PharmacyRecord.HCN, person, born);
    }

    static List<JsonNode> parameters(JsonNode all, String name) {
        return StreamSupport.stream(all.spliterator(), false)
                .filter(each -> each.path("name").asText().equals(name))
                .toList();
    }

    static List<JsonNode> parameters(Answer answer, String name) {
        return parameters(answer.json().path("parameter"), name);
    }

    static String text(Answer answer, String name, String value) {
        return parameters(answer, name).getFirst().path(value).asText();
    }

    /** The id of the dispense that was stored. */
    static String stored(Answer answer) {
        return parameters(answer, "dispense")
                .getFirst()
                .at("/valueReference/reference")
                .asText()
                .split("/")[1];
    }

    /** The rules by which there are findings in the answer. */
    static List<String> rules(Answer answer) {
        return rules(answer, "finding");
    }

    static List<String> rules(Answer answer, String parameter) {
        return parameters(answer, parameter).stream()
                .map(each -> each.at("/resource/code/coding/0/code").asText())
                .sorted()
                .toList();
    }

    static List<String> ids(Answer bundle, String type) {
        List<String> ids = new ArrayList<>();
        bundle.json().path("entry").forEach(entry -> {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                ids.add(entry.at("/resource/id").asText());
            }
        });
        return ids;
    }

    final int patients() {
        return http().get("Patient?identifier=" + PharmacyRecord.HCN + "%7C" + person + "&_total=accurate")
                .json()
                .path("total")
                .asInt();
    }

    /** Of the resources of that type in a Bundle. */
    static List<String> ids(JsonNode bundle, String type) {
        List<String> ids = new ArrayList<>();
        bundle.path("entry").forEach(entry -> {
            if (entry.at("/resource/resourceType").asText().equals(type)) {
                ids.add(entry.at("/resource/id").asText());
            }
        });
        return ids;
    }
}
