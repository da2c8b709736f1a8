package org.painbridge.server.security.demo;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.painbridge.server.security.SecuritySettings;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerMetadataEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenIntrospectionEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OidcConfigurer;
import org.springframework.security.oauth2.server.authorization.authentication.JwtClientAssertionAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AccessTokenAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationValidator;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationProvider;
import org.springframework.security.oauth2.server.authorization.web.authentication.JwtClientAssertionAuthenticationConverter;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2AccessTokenResponseAuthenticationSuccessHandler;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;

/** What the demo issuer does otherwise than the library by itself. */
final class DemoEndpoints {
    private static final Set<String> OF_LAUNCH = Set.of(TokenContents.PATIENT, "encounter", "need_patient_banner");

    private final DemoSettings settings;
    private final SecuritySettings discovery;
    private final Assertions assertions;
    private final ScopeChecks scopes;
    private final String base;

    /** @param base of FHIR */
    DemoEndpoints(
            DemoSettings settings, SecuritySettings discovery, Assertions assertions, ScopeChecks scopes, String base) {
        this.base = base;
        this.settings = settings;
        this.discovery = discovery;
        this.assertions = assertions;
        this.scopes = scopes;
    }

    void clients(OAuth2ClientAuthenticationConfigurer endpoint) {
        endpoint.authenticationConverters(converters -> converters.replaceAll(
                        converter -> converter instanceof JwtClientAssertionAuthenticationConverter
                                ? new AssertedClient()
                                : converter))
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof JwtClientAssertionAuthenticationProvider byAssertion) {
                        byAssertion.setJwtDecoderFactory(assertions);
                    }
                }))
                .errorResponseHandler(new ClientRefusal());
    }

    void authorization(OAuth2AuthorizationEndpointConfigurer endpoint) {
        endpoint.authenticationProviders(providers -> providers.forEach(provider -> {
            if (provider instanceof OAuth2AuthorizationCodeRequestAuthenticationProvider ofApps) {
                ofApps.setAuthenticationValidator(
                        OAuth2AuthorizationCodeRequestAuthenticationValidator.DEFAULT_REDIRECT_URI_VALIDATOR.andThen(
                                scopes::check));
            }
        }));
    }

    void tokens(OAuth2TokenEndpointConfigurer endpoint) {
        endpoint.accessTokenRequestConverters(converters -> converters.replaceAll(
                        converter -> converter instanceof OAuth2ClientCredentialsAuthenticationConverter
                                ? new DefaultScopes(settings)
                                : converter))
                .authenticationProviders(providers -> providers.forEach(provider -> {
                    if (provider instanceof OAuth2ClientCredentialsAuthenticationProvider ofPrograms) {
                        ofPrograms.setAuthenticationValidator(scopes::check);
                    }
                }))
                .accessTokenResponseHandler(answer());
    }

    void introspection(OAuth2TokenIntrospectionEndpointConfigurer endpoint) {
        endpoint.introspectionResponseHandler(new IntrospectionAnswer(base));
    }

    void metadata(OAuth2AuthorizationServerMetadataEndpointConfigurer endpoint) {
        endpoint.authorizationServerMetadataCustomizer(told -> told.claims(this::tell));
    }

    void people(OidcConfigurer openId) {
        openId.providerConfigurationEndpoint(
                endpoint -> endpoint.providerConfigurationCustomizer(told -> told.claims(this::tell)));
    }

    /** The same as .well-known/smart-configuration, in place of all that the library could do (RFC 8414, OpenID Connect). */
    private void tell(Map<String, Object> told) {
        for (String endpoint : List.of("token", "revocation", "introspection")) {
            told.replace(endpoint + "_endpoint_auth_methods_supported", discovery.tokenAuthMethods());
        }
        told.computeIfPresent(
                "grant_types_supported",
                (name, all) -> ((Collection<?>) all)
                        .stream()
                                .filter(grant -> !String.valueOf(grant).startsWith("urn:"))
                                .toList());
        told.keySet()
                .removeAll(Set.of(
                        "tls_client_certificate_bound_access_tokens",
                        "dpop_signing_alg_values_supported",
                        "userinfo_endpoint",
                        "end_session_endpoint"));
    }

    /** The patient in context, and what else an EMR has open, stands beside the token (SMART App Launch 2.2, launch context). */
    private static OAuth2AccessTokenResponseAuthenticationSuccessHandler answer() {
        var handler = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        handler.setAccessTokenResponseCustomizer(context -> {
            OAuth2AccessTokenAuthenticationToken granted = context.getAuthentication();
            Map<String, Object> claims = claims(granted.getAccessToken().getTokenValue());
            Map<String, Object> told = new TreeMap<>(granted.getAdditionalParameters()); // The token of who signed in.
            OF_LAUNCH.stream().filter(claims::containsKey).forEach(name -> told.put(name, claims.get(name)));
            context.getAccessTokenResponse().additionalParameters(told);
        });
        return handler;
    }

    private static Map<String, Object> claims(String token) {
        try {
            return JWTParser.parse(token).getJWTClaimsSet().getClaims();
        } catch (ParseException e) {
            throw new IllegalStateException("A token of ours is no JWT", e);
        }
    }
}
