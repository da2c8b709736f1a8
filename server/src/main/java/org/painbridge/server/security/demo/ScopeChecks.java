package org.painbridge.server.security.demo;

import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.endpoint.PkceParameterNames;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationException;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2AuthorizationCodeRequestAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationContext;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;

/** Refuses requests for tokens with scopes that client and user may not have, or for another server than this one. */
final class ScopeChecks {
    private static final Pattern CHALLENGE = Pattern.compile("[A-Za-z0-9._~-]{43,128}");

    private final DemoSettings settings;
    private final ScopePolicy policy;
    private final LaunchChecks launches;
    private final String audience;

    /** @param audience FHIR base, which an app has to name (SMART App Launch 2.2, aud) */
    ScopeChecks(DemoSettings settings, ScopePolicy policy, LaunchChecks launches, String audience) {
        this.launches = launches;
        this.settings = settings;
        this.policy = policy;
        this.audience = audience;
    }

    void check(OAuth2ClientCredentialsAuthenticationContext context) {
        OAuth2ClientCredentialsAuthenticationToken request = context.getAuthentication();
        String client = context.getRegisteredClient().getClientId();
        String role = Objects.requireNonNull(settings.clients().get(client)).role();
        policy.faultOfSystem(request.getScopes(), role).ifPresent(fault -> {
            throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_SCOPE, fault, null));
        });
    }

    void check(OAuth2AuthorizationCodeRequestAuthenticationContext context) {
        OAuth2AuthorizationCodeRequestAuthenticationToken request = context.getAuthentication();
        if (!audience.equals(request.getAdditionalParameters().get("aud"))) {
            throw refused(request, OAuth2ErrorCodes.INVALID_REQUEST, "aud has to be " + audience);
        }
        String challenge = String.valueOf(request.getAdditionalParameters().get(PkceParameterNames.CODE_CHALLENGE));
        if (!CHALLENGE.matcher(challenge).matches()) {
            throw refused(
                    request,
                    OAuth2ErrorCodes.INVALID_REQUEST,
                    "code_challenge has 43 characters, as BASE64URL(SHA256(code_verifier)) is written (RFC 7636, 4.2)");
        }
        Set<String> scopes = request.getScopes();
        Optional<User> user = user(request);
        policy.faultOfApp(scopes)
                .or(() -> user.flatMap(known -> fault(scopes, known)))
                .ifPresent(fault -> {
                    throw refused(request, OAuth2ErrorCodes.INVALID_SCOPE, fault);
                });
        launches.fault(request, user).ifPresent(fault -> {
            throw new OAuth2AuthorizationCodeRequestAuthenticationException(fault, request);
        });
    }

    private Optional<String> fault(Set<String> scopes, User user) {
        if (scopes.contains("launch/patient") && user.patient().isEmpty()) {
            return Optional.of("The user has no patient's record open: launch/patient");
        }
        return policy.faultOfUser(scopes, user.role());
    }

    /** Empty before the user has signed in; the request comes again afterwards. */
    private Optional<User> user(OAuth2AuthorizationCodeRequestAuthenticationToken request) {
        return request.getPrincipal() instanceof Authentication principal
                ? Optional.ofNullable(settings.users().get(principal.getName()))
                : Optional.empty();
    }

    /** Told to the app at the redirect URI, which was checked before. */
    private static OAuth2AuthorizationCodeRequestAuthenticationException refused(
            OAuth2AuthorizationCodeRequestAuthenticationToken request, String code, String fault) {
        return new OAuth2AuthorizationCodeRequestAuthenticationException(new OAuth2Error(code, fault, null), request);
    }
}
