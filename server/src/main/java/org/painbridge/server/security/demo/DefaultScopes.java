package org.painbridge.server.security.demo;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.server.authorization.authentication.OAuth2ClientCredentialsAuthenticationToken;
import org.springframework.security.oauth2.server.authorization.web.authentication.OAuth2ClientCredentialsAuthenticationConverter;
import org.springframework.security.web.authentication.AuthenticationConverter;

/** A program that asks for no scopes is asking for all that its role has (RFC 6749, 3.3): shorter to type. */
final class DefaultScopes implements AuthenticationConverter {
    private final OAuth2ClientCredentialsAuthenticationConverter requests =
            new OAuth2ClientCredentialsAuthenticationConverter();
    private final DemoSettings settings;

    DefaultScopes(DemoSettings settings) {
        this.settings = settings;
    }

    @Override
    public @Nullable Authentication convert(HttpServletRequest request) {
        if (!(requests.convert(request) instanceof OAuth2ClientCredentialsAuthenticationToken asked)) {
            return null;
        }
        Authentication client = (Authentication) asked.getPrincipal();
        DemoSettings.Client known = settings.clients().get(client.getName());
        if (!asked.getScopes().isEmpty() || known == null || !known.system()) {
            return asked;
        }
        return new OAuth2ClientCredentialsAuthenticationToken(client, scopes(known), asked.getAdditionalParameters());
    }

    private Set<String> scopes(DemoSettings.Client client) {
        return Objects.requireNonNull(settings.roles().get(client.role())).may().stream()
                .map(may -> "system/" + may)
                .collect(Collectors.toUnmodifiableSet());
    }
}
