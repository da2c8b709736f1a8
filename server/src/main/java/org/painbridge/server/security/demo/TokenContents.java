package org.painbridge.server.security.demo;

import java.util.List;
import java.util.Objects;
import org.painbridge.server.security.demo.DemoSettings.Client;
import org.painbridge.server.security.demo.DemoSettings.User;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;

/** What access tokens say beside what every one does: for whom, of which role, whose patient. */
final class TokenContents implements OAuth2TokenCustomizer<JwtEncodingContext> {
    static final String PATIENT = "patient";

    private final DemoSettings settings;
    private final String audience;

    TokenContents(DemoSettings settings, String audience) {
        this.settings = settings;
        this.audience = audience;
    }

    @Override
    public void customize(JwtEncodingContext context) {
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

    private static void ofUser(JwtEncodingContext context, User user) {
        context.getClaims().claim("role", user.role());
        if (!user.fhirUser().isEmpty()) {
            context.getClaims().claim("fhirUser", user.fhirUser());
        }
        if (context.getAuthorizedScopes().contains("launch/patient")) {
            context.getClaims().claim(PATIENT, user.patient());
        }
    }
}
