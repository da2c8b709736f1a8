package org.painbridge.server.security.demo;

import org.painbridge.server.security.SecuritySettings;
import org.painbridge.server.store.StoreSettings;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Profile;
import org.springframework.core.annotation.Order;
import org.springframework.security.config.Customizer;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerConfigurer;
import org.springframework.security.web.SecurityFilterChain;

/** The endpoints of the demo issuer, beside those of FHIR: {@code /oauth2/...}, and the page on which people sign in. */
@Configuration(proxyBeanMethods = false)
@Profile("demo")
class DemoEndpointsConfiguration {
    private static final String LOGIN = "/login";

    @Bean
    DemoEndpoints demoEndpoints(
            DemoSettings settings,
            SecuritySettings discovery,
            Assertions assertions,
            ScopeChecks scopes,
            StoreSettings store) {
        return new DemoEndpoints(settings, discovery, assertions, scopes, store.baseUrl());
    }

    @Bean
    @Order(1)
    SecurityFilterChain demoIssuerChain(HttpSecurity http, DemoEndpoints demo) throws Exception {
        OAuth2AuthorizationServerConfigurer issuer = new OAuth2AuthorizationServerConfigurer();
        return http.securityMatcher(issuer.getEndpointsMatcher())
                .with(
                        issuer,
                        endpoints -> endpoints
                                .authorizationServerMetadataEndpoint(demo::metadata)
                                .clientAuthentication(demo::clients)
                                .oidc(demo::people)
                                .authorizationEndpoint(demo::authorization)
                                .tokenEndpoint(demo::tokens)
                                .tokenIntrospectionEndpoint(demo::introspection))
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .exceptionHandling(
                        handling -> handling.authenticationEntryPoint(new UnknownSender("/oauth2/authorize", LOGIN)))
                .build();
    }

    @Bean
    @Order(2)
    SecurityFilterChain demoLoginChain(HttpSecurity http) throws Exception {
        return http.securityMatcher(LOGIN, "/default-ui.css")
                .authorizeHttpRequests(requests -> requests.anyRequest().authenticated())
                .formLogin(Customizer.withDefaults())
                .build();
    }
}
