package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.AccessRights.Origin;
import org.springframework.security.oauth2.jwt.Jwt;

class KeptClaimsTest {
    private final KeptClaims kept =
            new KeptClaims(new CareSettings(true, Set.of(), "role", "organization", "", Map.of(), Map.of()));

    @Test
    void whatDecidesTheReachIsThereAgainAndNothingThatLetsAnybodyIn() {
        Jwt token = token("Practitioner/fay", "user/Task.rs")
                .claim("role", "doctor")
                .claim("jti", "one-time")
                .claim("name", "Fay Example")
                .build();

        Origin origin = kept.origin(token, new Caller.Identity("emr", "Practitioner/fay"));
        Jwt again = kept.token(origin.claims());

        assertThat(again.getClaimAsString("fhirUser")).isEqualTo("Practitioner/fay");
        assertThat(again.getClaimAsString("scope")).isEqualTo("user/Task.rs");
        assertThat(again.getClaimAsString("role")).isEqualTo("doctor");
        assertThat(origin.claims()).doesNotContain("secret-value", "one-time", "Fay Example");
        assertThat(kept.origin(again, new Caller.Identity("emr", "Practitioner/fay")))
                .isEqualTo(origin);
    }

    @Test
    void scopesThatAreListedStayAList() {
        Jwt token = Jwt.withTokenValue("secret-value")
                .header("alg", "none")
                .claim("scope", List.of("user/Task.rs", "user/Patient.rs"))
                .build();

        Jwt again =
                kept.token(kept.origin(token, new Caller.Identity("emr", null)).claims());

        assertThat(again.<Object>getClaim("scope")).isEqualTo(List.of("user/Task.rs", "user/Patient.rs"));
    }

    @Test
    void aHolderStaysTheSameWithOtherScopesAndIsNotAnotherPersonOrProgram() {
        Origin fay = origin("Practitioner/fay", "user/Task.rs", "emr");

        assertThat(origin("Practitioner/fay", "user/*.cruds", "emr").holder()).isEqualTo(fay.holder());
        assertThat(origin("Practitioner/sam", "user/Task.rs", "emr").holder()).isNotEqualTo(fay.holder());
        assertThat(origin("Practitioner/fay", "user/Task.rs", "app").holder()).isNotEqualTo(fay.holder());
        assertThat(fay.holder()).matches("[0-9a-f]{32}");
    }

    private Origin origin(String user, String scope, String client) {
        return kept.origin(token(user, scope).build(), new Caller.Identity(client, user));
    }

    private static Jwt.Builder token(String user, String scope) {
        return Jwt.withTokenValue("secret-value")
                .header("alg", "ES384")
                .claim("fhirUser", user)
                .claim("scope", scope)
                .claim("exp", Instant.EPOCH);
    }
}
