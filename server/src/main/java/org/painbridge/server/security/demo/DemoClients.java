package org.painbridge.server.security.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.painbridge.server.security.demo.DemoSettings.Client;
import org.springframework.security.oauth2.core.AuthorizationGrantType;
import org.springframework.security.oauth2.core.ClientAuthenticationMethod;
import org.springframework.security.oauth2.jose.jws.SignatureAlgorithm;
import org.springframework.security.oauth2.server.authorization.client.RegisteredClient;
import org.springframework.security.oauth2.server.authorization.settings.ClientSettings;
import org.springframework.security.oauth2.server.authorization.settings.TokenSettings;

/** The clients of the settings as the authorization server knows them. There is no other way to become one. */
final class DemoClients {
    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    private static final Duration REFRESH_LIFE = Duration.ofHours(8);

    private DemoClients() {}

    static List<RegisteredClient> of(DemoSettings settings) {
        List<RegisteredClient> clients = new ArrayList<>();
        settings.clients().forEach((name, client) -> clients.add(registered(name, client, settings.tokenLife())));
        return clients;
    }

    private static RegisteredClient registered(String name, Client client, Duration tokenLife) {
        RegisteredClient.Builder registered = RegisteredClient.withId(name)
                .clientId(name)
                .clientSettings(settings(client))
                .tokenSettings(TokenSettings.builder()
                        .accessTokenTimeToLive(tokenLife)
                        .authorizationCodeTimeToLive(CODE_LIFE)
                        .refreshTokenTimeToLive(REFRESH_LIFE)
                        .reuseRefreshTokens(false)
                        .build());
        authentication(registered, client);
        if (client.system()) {
            registered.authorizationGrantType(AuthorizationGrantType.CLIENT_CREDENTIALS);
        }
        if (client.app()) {
            registered
                    .authorizationGrantType(AuthorizationGrantType.AUTHORIZATION_CODE)
                    .authorizationGrantType(AuthorizationGrantType.REFRESH_TOKEN)
                    .redirectUris(uris -> uris.addAll(client.redirectUris()));
        }
        return registered.build();
    }

    private static void authentication(RegisteredClient.Builder registered, Client client) {
        if (!client.secret().isEmpty()) {
            registered
                    .clientSecret(client.secret())
                    .clientAuthenticationMethod(ClientAuthenticationMethod.CLIENT_SECRET_BASIC);
        }
        if (!client.keys().isEmpty()) {
            registered.clientAuthenticationMethod(ClientAuthenticationMethod.PRIVATE_KEY_JWT);
        }
        if (client.secret().isEmpty() && client.keys().isEmpty()) {
            registered.clientAuthenticationMethod(ClientAuthenticationMethod.NONE);
        }
    }

    /** The proof of possession of a code is asked of everybody; which algorithms count is for {@link Assertions}. */
    private static ClientSettings settings(Client client) {
        ClientSettings.Builder settings =
                ClientSettings.builder().requireProofKey(true).requireAuthorizationConsent(false);
        if (!client.keys().isEmpty()) {
            settings.tokenEndpointAuthenticationSigningAlgorithm(SignatureAlgorithm.ES384);
        }
        return settings.build();
    }
}
