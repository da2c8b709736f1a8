package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Answer;
import org.painbridge.server.Cases;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessRights;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.ConsentSettings;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchParameters;
import org.painbridge.server.store.WorldThing;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.security.oauth2.jwt.Jwt;

/**
 * Whoever asks whatever, by role, organization, care team, compartment, label and purpose: when something changes, goes or comes
 * that the asker may not see, each answer stays the same, byte for byte.
 */
abstract class AccessWorldScenarios extends ServerScenarios {
    /** More of them by {@code -Dpainbridge.worlds=500}. */
    private static final int WORLDS = Integer.getInteger("painbridge.worlds", Asker.values().length);

    /** Of headers, those that tell of what was asked for. */
    private static final Set<String> HEADERS =
            Set.of("etag", "last-modified", "location", "content-location", "content-type", "www-authenticate");

    private static final List<String> SEARCHES = List.of(
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

    @Autowired
    private FhirStore store;

    @Autowired
    private SearchParameters parameters;

    @Autowired
    private ScopedCallers callers;

    static Stream<Arguments> worlds() {
        return LongStream.range(0, WORLDS).mapToObj(seed -> {
            AccessWorld world = world(seed);
            return Arguments.of(Named.of("seed " + seed + ", " + world.asker(), world));
        });
    }

    private static AccessWorld world(long seed) {
        Asker asker = Asker.values()[(int) (seed % Asker.values().length)];
        RandomGenerator random = Cases.random(seed);
        AccessWorld world = new AccessWorld(random, unique(), asker);
        while (!world.isTelling()) {
            world = new AccessWorld(random, unique(), asker);
        }
        return world;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void whatIsHiddenMayChangeGoAndComeAndNoAnswerTells(AccessWorld world) {
        put(world.things());
        String[] caller = callers.header(rights(world));

        Map<String, String> before = answers(world, caller);
        assertThat(world.seen())
                .allSatisfy(thing -> assertThat(before.get(thing.reference()))
                        .as(thing.reference())
                        .startsWith("200 "));
        assertThat(world.hidden())
                .allSatisfy(thing -> assertThat(before.get(thing.reference()))
                        .as(thing.reference())
                        .startsWith("404 "));
        assertThat(before.values())
                .filteredOn(answer -> answer.contains("\"fullUrl\""))
                .hasSizeGreaterThan(SEARCHES.size() / 4);

        List<WorldThing> changed = world.changed();
        put(changed);
        put(world.added());
        delete(IntStream.range(0, changed.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(changed::get)
                .toList());
        assertSame(before, answers(world, caller));
        delete(world.things()); // Directives against everybody would slow down whoever comes next.
    }

    /** That the test would fail. */
    @Test
    void whoSeesEverythingIsTold() {
        AccessWorld world = world(0);
        put(world.things());
        String search = "Observation?status=amended&_summary=count" + tagged(world);
        String before = text(http().get(search));

        put(world.changed());

        assertThat(text(http().get(search))).isNotEqualTo(before);
    }

    private static void assertSame(Map<String, String> before, Map<String, String> after) {
        assertThat(after.keySet()).isEqualTo(before.keySet());
        after.forEach((question, answer) -> assertThat(answer).as(question).isEqualTo(before.get(question)));
    }

    private AccessRights rights(AccessWorld world) {
        Reach.Rules rules = new Reach.Rules(
                new CareSettings(
                        true,
                        Set.of(Asker.UNLIMITED),
                        "role",
                        "organization",
                        "",
                        Map.of(),
                        Map.of(Asker.RESTRICTED, Set.of(Asker.CLEARED, Asker.UNLIMITED))),
                new ConsentSettings(Duration.ofHours(4), Set.of(), Set.of(), ""),
                new CareMembers(() -> store, Clock.systemUTC(), base()));
        Jwt.Builder token = Jwt.withTokenValue("made up").header("alg", "none").claim("sub", "somebody");
        Map<String, String> claims = world.claims();
        claims.forEach(token::claim);
        return Caller.of(
                        List.of(claims.getOrDefault("scope", "").split(" ")),
                        Optional.ofNullable(claims.get("patient")),
                        parameters.types(),
                        rules.of(token.build()),
                        new Caller.Identity("somebody", null),
                        Origin.NOBODY)
                .rights();
    }

    private void put(List<WorldThing> things) {
        store.write(transaction -> {
            for (WorldThing thing : things) {
                transaction.update(thing.resource().copy(), null);
            }
            return things.size();
        });
    }

    private void delete(List<WorldThing> things) {
        store.write(transaction -> {
            for (WorldThing thing : things) {
                transaction.delete(thing.type(), thing.resource().getIdPart(), null);
            }
            return things.size();
        });
    }

    private Map<String, String> answers(AccessWorld world, String... caller) {
        Map<String, String> answers = new LinkedHashMap<>();
        List<String> questions = new ArrayList<>();
        for (WorldThing thing : world.things()) {
            questions.add(thing.reference());
            if (thing.type().equals("Patient")) {
                questions.add(thing.reference() + "/$everything");
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
        questions.forEach(question -> answers.put(question, text(http().get(question, caller))));
        for (String search : SEARCHES) {
            Answer answer = http().get(search + tagged(world), caller);
            int page = 0;
            answers.put(search, text(answer));
            for (String next = next(answer); !next.isEmpty(); next = next(answer)) {
                answer = http().get(next, caller);
                answers.put(search + " " + ++page, text(answer));
            }
        }
        return answers;
    }

    private static String tagged(AccessWorld world) {
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

    /** But for the time and the name of the answer itself. */
    private static String text(Answer answer) {
        Map<String, Object> headers = new TreeMap<>(answer.response().headers().map());
        headers.keySet().removeIf(name -> !HEADERS.contains(name.toLowerCase(Locale.ROOT)));
        JsonNode body = answer.json();
        if (body instanceof ObjectNode bundle
                && body.path("resourceType").asText().equals("Bundle")) {
            bundle.remove(List.of("id", "meta", "timestamp"));
            headers.keySet().removeIf("last-modified"::equalsIgnoreCase);
        }
        return answer.status() + " " + headers + " " + body;
    }
}
