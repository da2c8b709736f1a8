package org.painbridge.server.security.demo;

import com.nimbusds.jwt.JWTParser;
import java.text.ParseException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.painbridge.server.security.SecuritySettings;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2AuthorizationServerMetadataEndpointConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2ClientAuthenticationConfigurer;
import org.springframework.security.config.annotation.web.configurers.oauth2.server.authorization.OAuth2TokenEndpointConfigurer;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationServerMetadata;
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
    private final DemoSettings settings;
    private final SecuritySettings discovery;
    private final Assertions assertions;
    private final ScopeChecks scopes;

    DemoEndpoints(DemoSettings settings, SecuritySettings discovery, Assertions assertions, ScopeChecks scopes) {
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
                }));
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

    void metadata(OAuth2AuthorizationServerMetadataEndpointConfigurer endpoint) {
        endpoint.authorizationServerMetadataCustomizer(this::tell);
    }

    /** The same as .well-known/smart-configuration, in place of all that the library could do (RFC 8414). */
    private void tell(OAuth2AuthorizationServerMetadata.Builder told) {
        Consumer<List<String>> methods = all -> {
            all.clear();
            all.addAll(discovery.tokenAuthMethods());
        };
        told.tokenEndpointAuthenticationMethods(methods)
                .tokenRevocationEndpointAuthenticationMethods(methods)
                .tokenIntrospectionEndpointAuthenticationMethods(methods)
                .grantTypes(all -> all.removeIf(grant -> grant.startsWith("urn:")))
                .claims(all -> all.keySet()
                        .removeAll(Set.of(
                                "tls_client_certificate_bound_access_tokens", "dpop_signing_alg_values_supported")));
    }

    /** The patient in context stands beside the token (SMART App Launch 2.2, launch context). */
    private static OAuth2AccessTokenResponseAuthenticationSuccessHandler answer() {
        var handler = new OAuth2AccessTokenResponseAuthenticationSuccessHandler();
        handler.setAccessTokenResponseCustomizer(context -> {
            OAuth2AccessTokenAuthenticationToken granted = context.getAuthentication();
            Object patient = claims(granted.getAccessToken().getTokenValue()).get(TokenContents.PATIENT);
            if (patient != null) {
                context.getAccessTokenResponse().additionalParameters(Map.of(TokenContents.PATIENT, patient));
            }
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
