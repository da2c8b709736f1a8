package org.painbridge.server.security.demo;

import java.util.List;
import java.util.Objects;
import org.painbridge.server.security.demo.DemoSettings.Client;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.core.oidc.endpoint.OidcParameterNames;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What access tokens say beside what every one does: for whom, of which role, whose patient. */
final class TokenContents implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String PATIENT = "patient";

    private final DemoSettings settings;
    private final String audience;

    /** @param audience FHIR base */
    TokenContents(DemoSettings settings, String audience) {
        this.settings = settings;
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
        if (context.getTokenType().getValue().equals(OidcParameterNames.ID_TOKEN)) {
            ofPerson(context);
        } else {
            ofAccess(context);
        }
    }

    /** Who signed in, as the app may know (OpenID Connect; SMART App Launch 2.2, fhirUser); the library says the rest. */
    private void ofPerson(JwtEncodingContext context) {
        User user = settings.users()
                .get(Objects.requireNonNull((Authentication) context.getPrincipal())
                        .getName());
        if (user != null
                && !user.fhirUser().isEmpty()
                && context.getAuthorizedScopes().contains("fhirUser")) {
            context.getClaims().claim("fhirUser", audience + "/" + user.fhirUser());
        }
    }

    private void ofAccess(JwtEncodingContext context) {
        String client = context.getRegisteredClient().getClientId();
        context.getJwsHeader().type("at+jwt"); // RFC 9068.
        context.getClaims()
                .audience(List.of(audience))
                .claim("client_id", client)
                .claim("scope", String.join(" ", context.getAuthorizedScopes()));
        Authentication principal = Objects.requireNonNull(context.getPrincipal());
        User user = settings.users().get(principal.getName());
        if (context.getAuthorization() != null && user != null) { // A client may have the name of a user.
            ofUser(context, user);
        } else {
            Client program = settings.clients().get(client);
            context.getClaims().claim("role", program == null ? "" : program.role());
        }
    }

    private void ofUser(JwtEncodingContext context, User user) {
        context.getClaims().claim("role", user.role());
        if (!user.fhirUser().isEmpty()) {
            context.getClaims().claim("fhirUser", user.fhirUser());
        }
        OAuth2Authorization grant = Objects.requireNonNull(context.getAuthorization());
        if (Grants.launch(grant).isPresent()) {
            opened(grant).parameters().forEach(context.getClaims()::claim);
        } else if (context.getAuthorizedScopes().contains("launch/patient")) {
            context.getClaims().claim(PATIENT, user.patient());
        }
    }

    /** What the EMR had open. Where that is not known any more, the app gets no other patient in its place. */
    private static LaunchContext opened(OAuth2Authorization grant) {
        return Grants.context(grant)
                .orElseThrow(() -> new OAuth2AuthenticationException(new OAuth2Error(
                        OAuth2ErrorCodes.INVALID_GRANT, "Whose record the EMR had open is not known any more", null)));
    }
}
