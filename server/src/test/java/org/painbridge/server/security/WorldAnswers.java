package org.painbridge.server.security;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.store.WorldThing;

/** What somebody is told in an {@link AccessWorld}: by question, the status, headers and body of the answer. */
final class WorldAnswers {
    /** Of headers, those that tell of what was asked for. */
    private static final Set<String> HEADERS =
            Set.of("etag", "last-modified", "location", "content-location", "content-type", "www-authenticate");

    static final List<String> SEARCHES = List.of(
            "Patient?_total=accurate",
            "Patient?_sort=family&_count=2",
            "Patient?family=A,Made",
            "Patient?_has:Observation:patient:status=amended,final&_sort=-_lastUpdated",
            "Patient?_has:Observation:patient:_has:DetectedIssue:implicated:status=final",
            "Patient?general-practitioner:missing=true",
            "Patient?_revinclude=Observation:patient&_revinclude=Condition:subject&_revinclude=Consent:patient",
            "Observation?_total=accurate",
            "Observation?_summary=count",
            "Observation?_count=2&_sort=-date",
            "Observation?_sort=date,-_lastUpdated&_total=accurate&_count=3",
            "Observation?patient.family=Made,Up,A&_total=accurate",
            "Observation?has-member:Observation.status=final",
            "Observation?_has:Observation:has-member:status=amended",
            "Observation?status=amended",
            "Observation?category=laboratory",
            "Observation?_security=R&_total=accurate",
            "Observation?_include=Observation:has-member&_include=Observation:patient",
            "Observation?_revinclude:iterate=Observation:has-member",
            "Observation?_revinclude=DetectedIssue:implicated&_count=4",
            "Observation?_elements=status&_count=3",
            "Condition?_total=accurate&_include=Condition:subject",
            "DetectedIssue?implicated:missing=false&_include=DetectedIssue:implicated",
            "DetectedIssue?implicated:Observation.status=amended",
            "CarePlan?_revinclude=Task:focus",
            "CareTeam?_total=accurate",
            "ServiceRequest?_summary=count",
            "Consent?_total=accurate",
            "Observation?_sort=made-up",
            "Observation?date=made-up");

    private static final String DAYS =
            "{\"name\":\"from\",\"valueDate\":\"2026-01-01\"},{\"name\":\"to\",\"valueDate\":\"2026-04-01\"}";

    private final FhirHttp http;
    private final AccessWorld world;
    private final String[] caller;
    private final List<String> findings = new ArrayList<>();

    WorldAnswers(FhirHttp http, AccessWorld world, String... caller) {
        this.http = http;
        this.world = world;
        this.caller = caller;
    }

    /** What answers told of findings that the server has made: they are not in the world. */
    List<String> findings() {
        return findings;
    }

    /** Of reads, searches and histories. */
    Map<String, String> toQuestions() {
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>();
        for (WorldThing thing : world.things()) {
            questions.add(thing.reference());
            if (thing.type().equals("Patient")) {
                questions.add(thing.reference() + "/$everything");
                questions.add(thing.reference()
                        + "/*?_type=Condition,MedicationDispense,Observation,Patient&_count=5&_total=accurate");
            }
        }
        Stream.concat(world.hidden().stream().limit(4), world.seen().stream().limit(2))
                .forEach(thing -> {
                    questions.add(thing.reference() + "/_history");
                    questions.add(thing.reference() + "/_history/1");
                });
        Stream.of("Observation", "Patient", "Condition").forEach(type -> questions.add(type + "/_history?_count=20"));
        // Of all that the asker may see, and of all types: slow where that is much.
        if (world.asker() != Asker.PHARMACIST) {
            questions.add("Observation/$meta");
        }
        if (world.asker() == Asker.UNCLEARED) {
            questions.add("_history?_count=10");
        }
        questions.forEach(question -> answers.put(question, told(http.get(question, caller))));
        for (String search : SEARCHES) {
            Answer answer = http.get(search + tagged(world), caller);
            int page = 0;
            answers.put(search, told(answer));
            for (String next = next(answer); !next.isEmpty(); next = next(answer)) {
                answer = http.get(next, caller);
                answers.put(search + " " + ++page, told(answer));
            }
        }
        return answers;
    }

    /** Of operations, and of the entries of a batch. */
    Map<String, String> toOperations() {
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>(List.of("$export", "Patient/$export"));
        for (WorldThing thing : world.things()) {
            String reference = thing.reference();
            if (thing.type().equals("Patient")) {
                questions.add(reference + "/$everything");
                questions.add(reference + "/$mme?asOf=2026-03-20&days=90&curve=true");
                questions.add("MedicationDispense?_total=accurate&patient=" + reference);
                told(http.get("DetectedIssue?patient=" + reference, caller)); // For its findings alone.
                String person = number(thing);
                answers.put(
                        "$nms-inquiry " + reference, told(post("MedicationDispense/$nms-inquiry", parameters(person))));
                answers.put("$nms-history " + reference, told(post("$nms-history", parameters(person))));
            } else if (thing.type().equals("CarePlan")) {
                questions.add(reference + "/$living-view");
                questions.add(reference + "/$living-view?view=patient");
                questions.add(reference + "/$changes");
            } else if (thing.type().equals("MedicationDispense")) {
                questions.add(reference);
                questions.add(reference + "/_history");
            }
        }
        questions.forEach(question -> answers.put(question, told(http.get(question, caller))));
        answers.put("batch", told(post("", batch(questions))));
        return answers;
    }

    private Answer post(String path, String body) {
        return http.post(path, body, caller);
    }

    private String number(WorldThing patient) {
        String name = patient.resource().getIdPart().replace("-" + world.mark(), "");
        return """
                {"name":"identifier","valueIdentifier":{"system":"%s","value":"%s"}},
                {"name":"birthDate","valueDate":"%s"}""".formatted(world.number(name).getSystem(), world.number(name).getValue(), WorldRecords.BORN);
    }

    private static String parameters(String person) {
        return "{\"resourceType\":\"Parameters\",\"parameter\":[" + person + "," + DAYS + "]}";
    }

    private static String batch(List<String> questions) {
        return questions.stream()
                .map(question -> "{\"request\":{\"method\":\"GET\",\"url\":\"" + question + "\"}}")
                .collect(Collectors.joining(",", "{\"resourceType\":\"Bundle\",\"type\":\"batch\",\"entry\":[", "]}"));
    }

    static String tagged(AccessWorld world) {
        return "&_tag=" + AccessWorld.TAGS + "%7C" + world.mark();
    }

    private static String next(Answer answer) {
        for (JsonNode link : answer.json().path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return link.path("url").asText().replaceFirst("^.*/fhir/", "");
            }
        }
        return "";
    }

    /** But for the time and the name of the answer itself, and for findings. */
    private String told(Answer answer) {
        JsonNode body = answer.json();
        takeFindings(body);
        return told(answer, body);
    }

    static String told(Answer answer, JsonNode body) {
        Map<String, Object> headers = new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeIf(name -> !HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        if (body.path("resourceType").asText().equals("Bundle")) {
            headers.keySet().removeIf("last-modified"::equalsIgnoreCase);
        }
        removeNames(body);
        return answer.status() + " " + headers + " " + body;
    }

    private static void removeNames(JsonNode part) {
        if (part instanceof ObjectNode bundle
                && bundle.path("resourceType").asText().equals("Bundle")) {
            bundle.remove(List.of("id", "meta", "timestamp"));
        }
        part.forEach(WorldAnswers::removeNames);
    }

    /** Rules see everything, so what they find follows from what is hidden, too. */
    private void takeFindings(JsonNode part) {
        if (part.path("entry") instanceof ArrayNode entries) {
            for (int i = entries.size() - 1; i >= 0; i--) {
                JsonNode resource = entries.get(i).path("resource");
                if (resource.path("resourceType").asText().equals("DetectedIssue")
                        && resource.at("/meta/tag").isMissingNode()) {
                    findings.add(entries.remove(i).toString());
                    ((ObjectNode) part).remove("total");
                }
            }
        }
        part.forEach(this::takeFindings);
    }
}
