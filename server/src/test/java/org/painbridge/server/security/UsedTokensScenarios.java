package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

/** Several nodes share one database, and with it what they know of tokens. */
abstract class UsedTokensScenarios extends ServerScenarios {
    private static final Instant START = Instant.parse("2026-11-27T15:00:00Z");
    private static final Instant EXPIRES = START.plusSeconds(60);

    @Autowired
    private FhirStore store;

    @Test
    void aTokenThatWasUsedOnOneNodeIsRefusedOnTheOther() {
        String id = unique();
        try (UsedTokens one = node(START);
                UsedTokens other = node(START)) {
            assertThat(one.isFirst("emr", id, EXPIRES)).isTrue();
            assertThat(other.isFirst("emr", id, EXPIRES)).isFalse();
            assertThat(one.isFirst("emr", id, EXPIRES)).isFalse();
        }
    }

    @Test
    void twoClientsMayUseOneId() {
        String id = unique();
        try (UsedTokens node = node(START)) {
            assertThat(node.isFirst("emr", id, EXPIRES)).isTrue();
            assertThat(node.isFirst("other", id, EXPIRES)).isTrue();
        }
    }

    @Test
    void ofManyCallsAtOnceWithOneTokenOneIsServed() throws Exception {
        String id = unique();
        try (UsedTokens one = node(START);
                UsedTokens other = node(START);
                ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> calls = new ArrayList<>();
            IntStream.range(0, 16)
                    .forEach(i -> calls.add(() -> (i % 2 == 0 ? one : other).isFirst("emr", id, EXPIRES)));
            List<Boolean> first = new ArrayList<>();
            for (Future<Boolean> call : threads.invokeAll(calls)) {
                first.add(call.get());
            }

            assertThat(first).filteredOn(is -> is).hasSize(1);
        }
    }

    @Test
    void aTokenIsForgottenOnlyWhenItsAgeAloneRefusesIt() {
        String id = unique();
        try (UsedTokens node = node(START);
                UsedTokens soon = node(EXPIRES);
                UsedTokens later = node(EXPIRES.plusMillis(1))) {
            node.isFirst("emr", id, EXPIRES);

            soon.tidy();
            assertThat(node.isFirst("emr", id, EXPIRES)).isFalse();

            later.tidy();
            assertThat(node.isFirst("emr", id, EXPIRES)).isTrue();
        }
    }

    @Test
    void manyExpiredTokensGoAndThoseThatMayBeUsedStay() {
        String kept = unique();
        try (UsedTokens node = node(START)) {
            String old = IntStream.range(0, 2500)
                    .mapToObj(i -> "('old-" + i + "', 5)")
                    .collect(Collectors.joining(","));
            database()
                    .sql("insert into hook_token (token, expires) values " + old)
                    .update();
            node.isFirst("emr", kept, EXPIRES);

            node.tidy();

            assertThat(database()
                            .sql("select count(*) from hook_token where expires = 5")
                            .query(Integer.class)
                            .single())
                    .isZero();
            assertThat(node.isFirst("emr", kept, EXPIRES)).isFalse();
        }
    }

    /** A server of its own, as far as tokens go. */
    private UsedTokens node(Instant now) {
        return new UsedTokens(store, Clock.fixed(now, ZoneOffset.UTC));
    }
}
