package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.ConsentSettings;
import org.springframework.security.oauth2.jwt.Jwt;

class TokenCallersTest {
    private static final CareSettings CARE =
            new CareSettings(true, Set.of(), "role", "organization", "", Map.of(), Map.of());

    @Test
    void whatIsKeptOfAClientOpensWhatItDidUntilTheOperatorSaysThatItHasEnded() {
        Origin origin = new KeptClaims(CARE).origin(token(), new Caller.Identity("emr", null));

        assertThat(callers(Set.of("other")).now(origin).hasAll("Task")).isTrue();
        assertThat(callers(Set.of("other")).now(origin).hasAny("Patient")).isFalse();
        assertThat(callers(Set.of("emr")).now(origin)).isEqualTo(AccessScope.NOTHING);
    }

    private static Jwt token() {
        return Jwt.withTokenValue("x")
                .header("alg", "none")
                .claim("client_id", "emr")
                .claim("scope", "system/Task.rs")
                .build();
    }

    private static TokenCallers callers(Set<String> ended) {
        Clock clock = Clock.systemUTC();
        CareMembers members = new CareMembers(
                () -> {
                    throw new IllegalStateException("Nobody is behind this token");
                },
                clock,
                "https://painbridge.example/fhir");
        Reach.Rules rules =
                new Reach.Rules(CARE, new ConsentSettings(Duration.ofHours(4), Set.of(), Set.of(), ""), members);
        return new TokenCallers(
                new ScopeTypes(List.of("Task", "Patient"), (type, code) -> false),
                rules,
                new KeptSettings(ended),
                clock);
    }
}
