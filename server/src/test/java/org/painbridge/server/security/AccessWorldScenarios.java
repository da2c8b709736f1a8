package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
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

    /** Those that come first are asked in each run. */
    private static final List<Asker> OF_DISPENSES = List.of(
            Asker.DOCTOR,
            Asker.PHARMACIST,
            Asker.PATIENT,
            Asker.MIXED,
            Asker.UNCLEARED,
            Asker.CLINIC,
            Asker.DOCTOR_WITH_CHART,
            Asker.UNCLEARED_WITH_CHART);

    /** What operations told of findings, in all worlds. */
    private static final AtomicInteger FINDINGS = new AtomicInteger();

    @Autowired
    private FhirStore store;

    @Autowired
    private SearchParameters parameters;

    @Autowired
    private ScopedCallers callers;

    static Stream<Arguments> worlds() {
        return LongStream.range(0, WORLDS)
                .mapToObj(seed -> named(seed, Asker.values()[(int) (seed % Asker.values().length)], false));
    }

    /** Half as many and one, with those who may read dispenses. */
    static Stream<Arguments> dispensingWorlds() {
        return LongStream.range(0, WORLDS / 2 + 1)
                .mapToObj(seed -> named(seed, OF_DISPENSES.get((int) (seed % OF_DISPENSES.size())), true));
    }

    private static Arguments named(long seed, Asker asker, boolean dispensing) {
        AccessWorld world = world(seed, asker, dispensing);
        return Arguments.of(Named.of("seed " + seed + ", " + world.asker(), world));
    }

    private static AccessWorld world(long seed, Asker asker, boolean dispensing) {
        RandomGenerator random = Cases.random(seed);
        AccessWorld world = new AccessWorld(random, unique(), asker, dispensing);
        while (!world.isTelling()) {
            world = new AccessWorld(random, unique(), asker, dispensing);
        }
        return world;
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("worlds")
    void whatIsHiddenMayChangeGoAndComeAndNoAnswerTells(AccessWorld world) {
        put(world.things());
        String[] caller = callers.header(rights(world));

        Map<String, String> before = new WorldAnswers(http(), world, caller).toQuestions();
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
                .hasSizeGreaterThan(WorldAnswers.SEARCHES.size() / 4);

        change(world);

        assertSame(before, new WorldAnswers(http(), world, caller).toQuestions());
        delete(world.things()); // Directives against everybody would slow down whoever comes next.
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("dispensingWorlds")
    void noOperationTellsOfDispensesThatAreHidden(AccessWorld world) {
        put(world.things());
        String[] caller = callers.header(rights(world));
        List<String> hidden = world.hidden().stream()
                .filter(thing -> thing.type().equals("MedicationDispense"))
                .map(WorldThing::reference)
                .toList();
        WorldAnswers answers = new WorldAnswers(http(), world, caller);

        Map<String, String> before = answers.toOperations();
        change(world);

        assertSame(before, answers.toOperations());
        assertThat(before.get("batch")).startsWith("200 ");
        FINDINGS.addAndGet(answers.findings().size());
        assertThat(answers.findings())
                .allSatisfy(finding ->
                        assertThat(hidden).isNotEmpty().noneMatch(reference -> finding.contains(reference + "\"")));
        delete(world.things());
    }

    /** Else nothing was looked at above. */
    @AfterAll
    static void someWorldsHaveFindings() {
        assertThat(FINDINGS).hasPositiveValue();
    }

    /** What is hidden changes, goes and comes. */
    private void change(AccessWorld world) {
        List<WorldThing> changed = world.changed();
        put(changed);
        put(world.added());
        delete(IntStream.range(0, changed.size())
                .filter(i -> i % 2 == 0)
                .mapToObj(changed::get)
                .toList());
    }

    /** That the test would fail. */
    @Test
    void whoSeesEverythingIsTold() {
        AccessWorld world = world(0, Asker.DOCTOR, false);
        put(world.things());
        String search = "Observation?status=amended&_summary=count" + WorldAnswers.tagged(world);
        String before = told(http().get(search));

        put(world.changed());

        assertThat(told(http().get(search))).isNotEqualTo(before);
    }

    private static String told(Answer answer) {
        return WorldAnswers.told(answer, answer.json());
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
                        ScopeTypes.of(parameters),
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
}
