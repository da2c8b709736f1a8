package org.painbridge.server.security.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.painbridge.server.security.demo.DemoSettings.Client;
import org.painbridge.server.security.demo.DemoSettings.Role;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwsHeader;
import org.springframework.security.oauth2.jwt.JwtClaimsSet;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;

/** Whose record a token of an app is about that an EMR opened, however long ago. */
class LaunchedTokensTest {
    private static final LaunchContext RUTH = new LaunchContext("app", "ruth", Optional.empty(), true);
    private static final Set<String> SCOPES = Set.of("launch", "launch/patient", "patient/*.rs");

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-03-02T12:00:00Z"));
    private final InstantSource time = now::get;
    private final Launches launches = new Launches(time.withZone(ZoneOffset.UTC));
    private final Grants grants = new Grants(launches);
    private final DemoSettings settings = new DemoSettings(
            Map.of("emr", new Role(List.of("*.rs"))),
            Map.of("app", new Client("", "", "", List.of("http://127.0.0.1/callback"), false)),
            Map.of("alma", new User("demo-alma", "emr", "Practitioner/alma", "felix")),
            Duration.ofMinutes(30));
    private final RegisteredClient app = DemoClients.of(settings).getFirst();
    private final TokenContents contents = new TokenContents(settings, "https://painbridge.example/fhir");

    @Test
    void thePatientStaysWithTheGrantForLongerThanLaunchesAreKept() {
        String launch = launches.begin(RUTH);
        launches.take(launch, RUTH);
        grants.save(grant(Map.of(LaunchChecks.LAUNCH, launch)));

        for (int i = 0; i < 3; i++) {
            now.updateAndGet(instant -> instant.plus(Duration.ofHours(8)));
            assertThat(launches.taken(launch)).isEmpty();
            OAuth2Authorization granted = Objects.requireNonNull(grants.findById("grant"));
            assertThat(patient(granted)).isEqualTo("ruth");
            grants.save(OAuth2Authorization.from(granted).build());
        }
    }

    @Test
    void whereThePatientOfALaunchIsNotKnownThereIsNoToken() {
        String launch = launches.begin(RUTH);
        launches.take(launch, RUTH);
        now.updateAndGet(instant -> instant.plus(Duration.ofHours(10)));
        grants.save(grant(Map.of(LaunchChecks.LAUNCH, launch)));
        OAuth2Authorization granted = Objects.requireNonNull(grants.findById("grant"));

        assertThatThrownBy(() -> patient(granted))
                .isInstanceOfSatisfying(
                        OAuth2AuthenticationException.class,
                        refused -> assertThat(refused.getError().getErrorCode()).isEqualTo("invalid_grant"));
    }

    @Test
    void withoutALaunchItIsThePatientWhomTheUserHasOpen() {
        grants.save(grant(Map.of()));

        assertThat(patient(Objects.requireNonNull(grants.findById("grant")))).isEqualTo("felix");
    }

    private OAuth2Authorization grant(Map<String, Object> parameters) {
        return OAuth2Authorization.withRegisteredClient(app)
                .id("grant")
                .principalName("alma")
                .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                .attribute(
                        OAuth2AuthorizationRequest.class.getName(),
                        OAuth2AuthorizationRequest.authorizationCode()
                                .authorizationUri("https://painbridge.example/oauth2/authorize")
                                .clientId("app")
                                .additionalParameters(parameters)
                                .build())
                .build();
    }

    private String patient(OAuth2Authorization granted) {
        JwtClaimsSet.Builder claims = JwtClaimsSet.builder();
        contents.customize(JwtEncodingContext.with(JwsHeader.with(SignatureAlgorithm.RS256), claims)
                .registeredClient(app)
                .principal(UsernamePasswordAuthenticationToken.authenticated("alma", "", List.of()))
                .authorization(granted)
                .authorizedScopes(SCOPES)
                .tokenType(OAuth2TokenType.ACCESS_TOKEN)
                .build());
        return claims.build().getClaim("patient");
    }
}
