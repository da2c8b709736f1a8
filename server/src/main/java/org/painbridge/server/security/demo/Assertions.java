package org.painbridge.server.security.demo;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.source.ImmutableJWKSet;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.text.ParseException;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.painbridge.server.security.ReplayGuard;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtDecoderFactory;
import org.springframework.security.oauth2.jwt.MappedJwtClaimSetConverter;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;

/**
 * Reads the assertions by which clients of SMART Backend Services prove who they are. Keys stand in the settings: nothing is
 * fetched from an address that a client chooses.
 */
final class Assertions implements JwtDecoderFactory<RegisteredClient> {
    /** SMART App Launch 2.2, client-confidential-asymmetric. */
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.RS384, JWSAlgorithm.ES384);

    private static final MappedJwtClaimSetConverter CLAIMS = MappedJwtClaimSetConverter.withDefaults(Map.of());

    private final Map<String, JwtDecoder> decoders = new HashMap<>();

    /** @param issuer URL; the token endpoint is below it */
    Assertions(DemoSettings settings, String issuer, String tokenEndpoint, ReplayGuard replays, Clock clock) {
        settings.clients().forEach((name, client) -> {
            if (!client.keys().isEmpty()) {
                AssertionRules rules = new AssertionRules(name, Set.of(issuer, tokenEndpoint), replays, clock);
                decoders.put(name, decoder(name, client.keys(), rules));
            }
        });
    }

    @Override
    public JwtDecoder createDecoder(RegisteredClient client) {
        return Objects.requireNonNull(decoders.get(client.getClientId()));
    }

    /** The library gives a token without {@code iat}, which SMART does not ask for, one just before its end. */
    private static Map<String, Object> claims(Map<String, Object> sent) {
        Map<String, Object> read = new HashMap<>(CLAIMS.convert(sent));
        read.keySet().retainAll(sent.keySet());
        return read;
    }

    private static JwtDecoder decoder(String name, String keys, AssertionRules rules) {
        try {
            DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
            processor.setJWSKeySelector(
                    new JWSVerificationKeySelector<>(ALGORITHMS, new ImmutableJWKSet<>(JWKSet.parse(keys))));
            processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The rules do that.
            NimbusJwtDecoder decoder = new NimbusJwtDecoder(processor);
            decoder.setJwtValidator(rules);
            decoder.setClaimSetConverter(Assertions::claims);
            return decoder;
        } catch (ParseException e) {
            throw new IllegalArgumentException("painbridge.demo.clients." + name + ".keys is no JWK Set", e);
        }
    }
}
