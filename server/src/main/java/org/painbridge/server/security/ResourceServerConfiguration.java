package org.painbridge.server.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;

/** The sign-in, where an issuer is set: whatever is not open to all needs one of its tokens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${painbridge.security.issuer:}'.isEmpty()")
@EnableWebSecurity
class ResourceServerConfiguration {
    /** What clients read before they have a token, pages without data of people, and CDS Hooks, which has its own clients, as has
     * the websocket of notifications. */
    private static final String[] OPEN = {
        "/",
        "/fhir/metadata",
        SmartConfiguration.PATH,
        "/fhir/api-docs",
        "/fhir/swagger-ui/**",
        "/.well-known/jwks.json",
        "/guide/**",
        "/guideline/**",
        "/cds-services/**",
        "/websocket",
        "/error"
    };

    /** The library says of itself in /.well-known/oauth-protected-resource (RFC 9728) that tokens may be bound to them. */
    private static final String CERTIFICATES = "tls_client_certificate_bound_access_tokens";

    private static final JOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

    @Bean
    SecurityFilterChain tokens(HttpSecurity http, SecuritySettings settings, StoreSettings store) throws Exception {
        TokenRefusal refusal = new TokenRefusal();
        return http.authorizeHttpRequests(requests ->
                        requests.requestMatchers(OPEN).permitAll().anyRequest().authenticated())
                .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                        .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
                                told -> told.resource(audience(settings, store))
                                        .authorizationServer(settings.issuer())
                                        .claims(claims -> claims.remove(CERTIFICATES))))
                        .authenticationEntryPoint(refusal))
                .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal))
                .sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable) // There is no cookie that a browser would send by itself.
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable)
                .build();
    }

    /** Signature, issuer, audience and time; a token without an end is none. */
    @Bean
    JwtDecoder tokenDecoder(
            SecuritySettings settings,
            StoreSettings store,
            ObjectProvider<JWKSource<SecurityContext>> own,
            Clock clock) {
        String audience = audience(settings, store);
        JWKSource<SecurityContext> demo = own.getIfAvailable();
        NimbusJwtDecoder decoder = demo == null ? decoder(settings.jwkSet()) : decoder(demo);
        JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                times,
                new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>("aud", all -> all != null && all.contains(audience)))));
        return new VerifiedTokens(decoder, times);
    }

    private static String audience(SecuritySettings settings, StoreSettings store) {
        return settings.audience().isEmpty() ? store.baseUrl() : settings.audience();
    }

    private static NimbusJwtDecoder decoder(String jwkSet) {
        return NimbusJwtDecoder.withJwkSetUri(jwkSet)
                .jwsAlgorithms(algorithms -> algorithms.addAll(List.of(
                        SignatureAlgorithm.RS256,
                        SignatureAlgorithm.RS384,
                        SignatureAlgorithm.ES256,
                        SignatureAlgorithm.ES384)))
                .jwtProcessorCustomizer(processor -> processor.setJWSTypeVerifier(TYPES))
                .build();
    }

    /** With the key of the demo issuer, which is in this program. */
    private static NimbusJwtDecoder decoder(JWKSource<SecurityContext> demo) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(JWSAlgorithm.RS256, demo));
        processor.setJWSTypeVerifier(TYPES);
        processor.setJWTClaimsSetVerifier((claims, context) -> {}); // The validators of the decoder do that.
        return new NimbusJwtDecoder(processor);
    }
}
