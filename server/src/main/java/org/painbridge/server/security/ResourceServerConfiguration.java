package org.painbridge.server.security;

import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.DefaultJOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JOSEObjectTypeVerifier;
import com.nimbusds.jose.proc.JWSVerificationKeySelector;
import com.nimbusds.jose.proc.SecurityContext;
import com.nimbusds.jwt.proc.BadJWTException;
import com.nimbusds.jwt.proc.DefaultJWTProcessor;
import io.github.bucket4j.TimeMeter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Date;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtIssuerValidator;
import org.springframework.security.oauth2.jwt.JwtTimestampValidator;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;
import org.springframework.security.web.util.matcher.OrRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;

/** The sign-in, where an issuer is set: whatever is not open to all needs one of its tokens. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnExpression("!'${painbridge.security.issuer:}'.isEmpty()")
@EnableWebSecurity
class ResourceServerConfiguration {
    private static final String HOOKS = "/cds-services/**";

    /** What clients read before they have a token, pages without data of people, and the websocket of notifications, which has its
     * own clients. */
    private static final String[] OPEN = {
        "/",
        "/fhir/metadata",
        SmartConfiguration.PATH,
        "/fhir/api-docs",
        "/fhir/swagger-ui/**",
        "/.well-known/jwks.json",
        "/guide/**",
        "/guideline/**",
        "/websocket",
        "/error"
    };

    /** The library says of itself in /.well-known/oauth-protected-resource (RFC 9728) that tokens may be bound to them. */
    private static final String CERTIFICATES = "tls_client_certificate_bound_access_tokens";

    private static final String METADATA = "/.well-known/oauth-protected-resource";

    private static final int BEHIND_THOSE_OF_THE_DEMO = 3;
    private static final int BEFORE_THE_TRAIL = Integer.MIN_VALUE + 97;

    private static final Set<JWSAlgorithm> ALGORITHMS =
            Set.of(JWSAlgorithm.RS256, JWSAlgorithm.RS384, JWSAlgorithm.ES256, JWSAlgorithm.ES384);

    private static final JOSEObjectTypeVerifier<SecurityContext> TYPES =
            new DefaultJOSEObjectTypeVerifier<>(JOSEObjectType.JWT, new JOSEObjectType("at+jwt"), null);

    /** CDS Hooks has clients of its own; an access token counts there all the same, for our own records. */
    @Bean
    @Order(BEHIND_THOSE_OF_THE_DEMO)
    SecurityFilterChain hookTokens(HttpSecurity http, SecuritySettings settings, StoreSettings store) throws Exception {
        HookTokens resolver = new HookTokens(settings.issuer(), audience(settings, store));
        return withoutBrowsers(http.securityMatcher(HOOKS)
                        .authorizeHttpRequests(requests -> requests.anyRequest().permitAll())
                        .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                                .bearerTokenResolver(resolver)
                                .authenticationEntryPoint(new TokenRefusal())))
                .build();
    }

    @Bean
    SecurityFilterChain tokens(HttpSecurity http, SecuritySettings settings, StoreSettings store) throws Exception {
        TokenRefusal refusal = new TokenRefusal();
        return withoutBrowsers(http.authorizeHttpRequests(requests -> requests.requestMatchers(OPEN)
                                .permitAll()
                                .anyRequest()
                                .authenticated())
                        .oauth2ResourceServer(server -> server.jwt(jwt -> {})
                                .protectedResourceMetadata(metadata -> metadata.protectedResourceMetadataCustomizer(
                                        told -> told.resource(audience(settings, store))
                                                .authorizationServer(settings.issuer())
                                                .claims(claims -> claims.remove(CERTIFICATES))))
                                .authenticationEntryPoint(refusal))
                        .exceptionHandling(handling -> handling.authenticationEntryPoint(refusal)))
                .build();
    }

    /** There is no cookie that a browser would send by itself. */
    private static HttpSecurity withoutBrowsers(HttpSecurity http) throws Exception {
        return http.sessionManagement(sessions -> sessions.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .csrf(AbstractHttpConfigurer::disable)
                .requestCache(AbstractHttpConfigurer::disable)
                .logout(AbstractHttpConfigurer::disable);
    }

    /** Signature, issuer, audience and time; a token without an end is none. */
    @Bean
    VerifiedTokens tokenDecoder(
            SecuritySettings settings,
            StoreSettings store,
            ObjectProvider<JWKSource<SecurityContext>> own,
            Clock clock) {
        String audience = audience(settings, store);
        JWKSource<SecurityContext> demo = own.getIfAvailable();
        NimbusJwtDecoder decoder = demo == null
                ? decoder(new IssuerKeys(settings.jwkSet()), ALGORITHMS, clock, settings.clockSkew())
                : decoder(demo, Set.of(JWSAlgorithm.RS256), clock, settings.clockSkew());
        JwtTimestampValidator times = new JwtTimestampValidator(settings.clockSkew());
        times.setClock(clock);
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(List.of(
                times,
                new JwtClaimValidator<Instant>("exp", Objects::nonNull),
                new JwtIssuerValidator(settings.issuer()),
                new JwtClaimValidator<Collection<String>>("aud", all -> all != null && all.contains(audience)))));
        return new VerifiedTokens(decoder, times, clock);
    }

    private static String audience(SecuritySettings settings, StoreSettings store) {
        return settings.audience().isEmpty() ? store.baseUrl() : settings.audience();
    }

    /** @param skew by how much the issuer's clock may be ahead of this one */
    private static NimbusJwtDecoder decoder(
            JWKSource<SecurityContext> keys, Set<JWSAlgorithm> algorithms, Clock clock, Duration skew) {
        DefaultJWTProcessor<SecurityContext> processor = new DefaultJWTProcessor<>();
        processor.setJWSKeySelector(new JWSVerificationKeySelector<>(algorithms, keys));
        processor.setJWSTypeVerifier(TYPES);
        // The validators of the decoder do the rest: to them a token without iat looks as if it had one.
        processor.setJWTClaimsSetVerifier((claims, context) -> {
            Date issued = claims.getIssueTime();
            if (issued != null && issued.toInstant().isAfter(clock.instant().plus(skew))) {
                throw new BadJWTException("The token says that it will be issued at a time to come");
            }
        });
        return new NimbusJwtDecoder(processor);
    }

    /** In front of the trail, so that a flood of refusals does not fill it. */
    @Bean
    @ConditionalOnExpression("${painbridge.security.rate.refused-per-second:10} > 0")
    FilterRegistrationBean<RefusalLimit> refusalLimit(
            VerifiedTokens tokens,
            RateSettings settings,
            MeterRegistry meters,
            ObjectProvider<JWKSource<SecurityContext>> own) {
        List<RequestMatcher> uncounted = new ArrayList<>(List.of(path(null, HOOKS), path(HttpMethod.GET, METADATA)));
        if (own.getIfAvailable() != null) { // Elsewhere nobody is there who would judge clients.
            uncounted.add(path(HttpMethod.POST, "/oauth2/token"));
        }
        List<RequestMatcher> open =
                Stream.of(OPEN).map(pattern -> path(null, pattern)).toList();
        var registration = new FilterRegistrationBean<>(new RefusalLimit(
                new OrRequestMatcher(uncounted),
                new OrRequestMatcher(open),
                tokens::knows,
                settings,
                meters,
                TimeMeter.SYSTEM_NANOTIME));
        registration.setOrder(BEFORE_THE_TRAIL);
        return registration;
    }

    private static RequestMatcher path(@Nullable HttpMethod method, String pattern) {
        PathPatternRequestMatcher.Builder builder = PathPatternRequestMatcher.withDefaults();
        return method == null ? builder.matcher(pattern) : builder.matcher(method, pattern);
    }
}
