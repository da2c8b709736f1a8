package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Date;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;
import org.springframework.core.io.ByteArrayResource;

class ClientTrustTest {
    private static final String PATH = "/imaging-appropriateness";
    private static final String HERE = "https://pain.example.org/cds-services" + PATH;
    private static final Instant NOW = Instant.parse("2026-11-27T15:00:00Z");

    private static final TestClient CLIENT = new TestClient("key-1");

    private final ClientTrust trust = trust(Trust.REQUIRED, CLIENT.keys());

    private static ClientTrust trust(Trust required, String keys) {
        var client = new HookSettings.Client(
                TestClient.ISSUER,
                null,
                new ByteArrayResource(keys.getBytes(StandardCharsets.UTF_8)),
                null,
                null,
                null,
                null,
                null,
                null);
        HookSettings settings = TestSettings.hooks(required, Map.of("emr", client));
        Clients clients = new Clients(settings, TestSettings.CHART);
        var http = new GuardedHttp(Duration.ofSeconds(30), 1000, new GuardedResolver());
        Set<String> used = new HashSet<>();
        return new ClientTrust(
                settings,
                clients,
                new ClientKeys(settings.clients(), http),
                (issuer, id, expires) -> used.add(issuer + id),
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    @Test
    void aGoodTokenNamesTheClientOnce() {
        String token = "Bearer " + CLIENT.token(HERE, NOW, claims -> {}, header -> {});

        assertThat(trust.caller(token, PATH))
                .hasValueSatisfying(caller -> assertThat(caller.name()).isEqualTo("emr"));
        assertRefused(token, "used before");
    }

    static Stream<Arguments> claims() {
        return Stream.of(
                claim("iss", claims -> claims.issuer("https://other.example.org")),
                claim("iss", claims -> claims.issuer(null)),
                claim("aud", claims -> claims.audience(HERE + "/feedback")),
                claim("aud", claims -> claims.audience(List.of(HERE, "https://other.example.org"))),
                claim("exp", claims -> claims.expirationTime(null)),
                claim(
                        "expired",
                        claims -> claims.issueTime(Date.from(NOW.minusSeconds(200)))
                                .expirationTime(Date.from(NOW.minusSeconds(31)))),
                claim("iat", claims -> claims.issueTime(null)),
                claim("future", claims -> claims.issueTime(Date.from(NOW.plusSeconds(31)))),
                claim("lives longer", claims -> claims.expirationTime(Date.from(NOW.plusSeconds(301)))),
                claim("not valid yet", claims -> claims.notBeforeTime(Date.from(NOW.plusSeconds(31)))),
                claim("jti", claims -> claims.jwtID(null)),
                claim("jti", claims -> claims.jwtID(" ")));
    }

    private static Arguments claim(String named, Consumer<JWTClaimsSet.Builder> change) {
        return Arguments.of(named, change);
    }

    @ParameterizedTest
    @MethodSource("claims")
    void aWrongClaimIsRefusedAndNamed(String named, Consumer<JWTClaimsSet.Builder> change) {
        assertRefused("Bearer " + CLIENT.token(HERE, NOW, change, header -> {}), named);
    }

    @Test
    void anotherKeyOfTheSameNameIsRefused() {
        TestClient thief = new TestClient("key-1");

        assertRefused("Bearer " + thief.token(HERE, NOW, claims -> {}, header -> {}), "signature");
    }

    @Test
    void keysThatTheTokenBringsAlongAreNotTheClients() {
        assertRefused("Bearer " + CLIENT.token(HERE, NOW, claims -> {}, header -> header.keyID("key-2")), "no key");
        assertRefused("Bearer " + CLIENT.token(HERE, NOW, claims -> {}, header -> header.keyID(null)), "no key");
        assertRefused(
                "Bearer "
                        + CLIENT.token(
                                HERE,
                                NOW,
                                claims -> {},
                                header -> header.jwkURL(URI.create("https://evil.example.org/keys"))),
                "no key");
    }

    @Test
    void rs384IsTakenAndOtherAlgorithmsAreNot() throws JOSEException {
        RSAKey key = new RSAKeyGenerator(2048).keyID("rsa").generate();
        ClientTrust rsa = trust(Trust.REQUIRED, new JWKSet(key.toPublicJWK()).toString());

        assertThat(rsa.caller("Bearer " + signed(JWSAlgorithm.RS384, key), PATH))
                .isPresent();
        assertThatThrownBy(() -> rsa.caller("Bearer " + signed(JWSAlgorithm.RS256, key), PATH))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("algorithm");
    }

    /** The public key as an HMAC secret: the oldest trick there is. */
    @Test
    void noSignatureAndAnHmacAreRefused() throws JOSEException {
        JWTClaimsSet claims = claimsSet();
        SignedJWT hmac = new SignedJWT(
                new JWSHeader.Builder(JWSAlgorithm.HS384).keyID("key-1").build(), claims);
        hmac.sign(new MACSigner(CLIENT.keys().getBytes(StandardCharsets.UTF_8)));

        assertRefused("Bearer " + new PlainJWT(claims).serialize(), "no signed JWT");
        assertRefused("Bearer " + hmac.serialize(), "algorithm");
    }

    @Test
    void whatIsNoTokenIsRefused() {
        assertRefused("Bearer", "Send a token");
        assertRefused("Basic eDp5", "Send a token");
        assertRefused("Bearer a.b.c", "no signed JWT");
        assertRefused(null, "Send a token");
    }

    @Test
    void withoutTrustTokensAreNotLookedAtAndOptionalOnesNeedNotBeThere() {
        assertThat(trust(Trust.OFF, CLIENT.keys()).caller("Bearer nonsense", PATH))
                .isEmpty();
        assertThat(trust(Trust.OPTIONAL, CLIENT.keys()).caller(null, PATH)).isEmpty();
        assertThatThrownBy(() -> trust(Trust.OPTIONAL, CLIENT.keys()).caller("Bearer nonsense", PATH))
                .isInstanceOf(RequestProblem.class);
    }

    private void assertRefused(String authorization, String why) {
        assertThatThrownBy(() -> trust.caller(authorization, PATH))
                .isInstanceOfSatisfying(
                        RequestProblem.class,
                        problem -> assertThat(problem.getStatusCode()).isEqualTo(401))
                .hasMessageContaining(why);
    }

    private static JWTClaimsSet claimsSet() {
        return new JWTClaimsSet.Builder()
                .issuer(TestClient.ISSUER)
                .audience(HERE)
                .issueTime(Date.from(NOW))
                .expirationTime(Date.from(NOW.plusSeconds(60)))
                .jwtID(UUID.randomUUID().toString())
                .build();
    }

    private static String signed(JWSAlgorithm algorithm, RSAKey key) throws JOSEException {
        SignedJWT token =
                new SignedJWT(new JWSHeader.Builder(algorithm).keyID("rsa").build(), claimsSet());
        token.sign(new RSASSASigner(key));
        return token.serialize();
    }
}
