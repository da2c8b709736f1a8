package org.painbridge.server.security.demo;

import com.nimbusds.jose.jwk.source.JWKSource;
import com.nimbusds.jose.proc.SecurityContext;
import java.time.Clock;
import java.util.Set;
import org.painbridge.server.security.KeptScopes;
import org.painbridge.server.security.ReplayGuard;
import org.painbridge.server.security.ScopeTypes;
import org.painbridge.server.security.SecuritySettings;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.jwt.NimbusJwtEncoder;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.client.InMemoryRegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClientRepository;
import org.springframework.security.oauth2.server.authorization.settings.AuthorizationServerSettings;
import org.springframework.security.oauth2.server.authorization.token.DelegatingOAuth2TokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.JwtGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2RefreshTokenGenerator;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenGenerator;
import org.springframework.security.provisioning.InMemoryUserDetailsManager;

/** Whom the demo issuer knows, and what its tokens are like. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoIssuerConfiguration {

    @Bean
    JWKSource<SecurityContext> demoKey() {
        return new DemoKey();
    }

    @Bean
    AuthorizationServerSettings demoIssuer(SecuritySettings settings) {
        return AuthorizationServerSettings.builder().issuer(settings.issuer()).build();
    }

    @Bean
    RegisteredClientRepository demoClients(DemoSettings settings) {
        return new InMemoryRegisteredClientRepository(DemoClients.of(settings));
    }

    @Bean
    PasswordEncoder demoSecrets() {
        return new DemoSecrets();
    }

    @Bean
    UserDetailsService demoUsers(DemoSettings settings) {
        return new InMemoryUserDetailsManager(settings.users().entrySet().stream()
                .map(user -> User.withUsername(user.getKey())
                        .password(user.getValue().password())
                        .roles(user.getValue().role())
                        .build())
                .toList());
    }

    @Bean
    OAuth2AuthorizationService demoGrants(Launches launches) {
        return new Grants(launches);
    }

    /** A refresh token only for those who ask for it (SMART App Launch 2.2, offline_access). */
    @Bean
    OAuth2TokenGenerator<OAuth2Token> demoTokens(
            JWKSource<SecurityContext> key, DemoSettings settings, StoreSettings store) {
        JwtGenerator access = new JwtGenerator(new NimbusJwtEncoder(key));
        access.setJwtCustomizer(new TokenContents(settings, store.baseUrl()));
        OAuth2RefreshTokenGenerator refresh = new OAuth2RefreshTokenGenerator();
        return new DelegatingOAuth2TokenGenerator(
                access,
                context -> OAuth2TokenType.REFRESH_TOKEN.equals(context.getTokenType())
                                && granted(context).contains("offline_access")
                        ? refresh.generate(context)
                        : null);
    }

    /** By the user; a refresh may ask for fewer (RFC 6749, 6) and goes on all the same. */
    private static Set<String> granted(OAuth2TokenContext context) {
        OAuth2Authorization given = context.getAuthorization();
        return given == null ? context.getAuthorizedScopes() : given.getAuthorizedScopes();
    }

    @Bean
    Assertions demoAssertions(DemoSettings demo, SecuritySettings settings, ReplayGuard replays, Clock clock) {
        return new Assertions(demo, settings.issuer(), settings.tokenEndpoint(), replays, clock);
    }

    @Bean
    Launches demoLaunches(Clock clock) {
        return new Launches(clock);
    }

    @Bean
    ScopeChecks demoScopes(
            DemoSettings settings,
            ScopeTypes types,
            Launches launches,
            FhirStore records,
            KeptScopes scopes,
            StoreSettings store) {
        LaunchChecks checks = new LaunchChecks(launches, new PatientReach(records, scopes));
        return new ScopeChecks(settings, new ScopePolicy(settings, types), checks, store.baseUrl());
    }
}
