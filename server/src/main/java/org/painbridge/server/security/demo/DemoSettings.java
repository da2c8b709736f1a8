package org.painbridge.server.security.demo;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Whom the demo issuer knows: {@code application-demo.yaml}. Of no use in any other profile.
 *
 * @param roles what each may, by its name
 * @param clients programs, by their {@code client_id}
 * @param users people, by the name that they sign in with
 * @param tokenLife of access tokens
 */
@Validated
@ConfigurationProperties("painbridge.demo")
public record DemoSettings(
        @DefaultValue Map<String, Role> roles,
        @DefaultValue Map<String, Client> clients,
        @DefaultValue Map<String, User> users,
        @DefaultValue("30m") Duration tokenLife) {

    public DemoSettings {
        roles = Map.copyOf(roles);
        clients = Map.copyOf(clients);
        users = Map.copyOf(users);
        for (Map.Entry<String, Client> client : clients.entrySet()) {
            String who = "clients." + client.getKey();
            require(client.getValue().isSound(), who + " has neither a role, with secret or keys, nor redirect-uris");
            requireRole(roles, client.getValue().role(), who);
        }
        for (Map.Entry<String, User> user : users.entrySet()) {
            requireRole(roles, user.getValue().role(), "users." + user.getKey());
        }
        require(tokenLife.isPositive(), "token-life is above 0, not " + tokenLife);
    }

    /** @param may types and what may be done with them, {@code Task.cru} or {@code *.rs} */
    public record Role(@DefaultValue List<String> may) {}

    /**
     * One that acts by itself has a role, one that people use has redirect URIs and gets no more than the user's role.
     *
     * @param secret for {@code client_secret_basic}
     * @param keys for {@code private_key_jwt}: public keys, a JWK Set; an app with neither is a public client
     * @param launches whether it is an EMR, which opens apps with the record that is open there
     */
    public record Client(
            @DefaultValue("") String role,
            @DefaultValue("") String secret,
            @DefaultValue("") String keys,
            @DefaultValue List<String> redirectUris,
            @DefaultValue("false") boolean launches) {
        boolean system() {
            return !role.isEmpty();
        }

        boolean app() {
            return !redirectUris.isEmpty();
        }

        /** A program without secret or keys would be anybody. */
        private boolean isSound() {
            return system() ? !secret.isEmpty() || !keys.isEmpty() : app();
        }
    }

    /**
     * @param fhirUser reference to who it is in the records
     * @param patient id of the patient whose record is open, for apps that ask for {@code launch/patient}
     */
    public record User(
            String password,
            String role,
            @DefaultValue("") String fhirUser,
            @DefaultValue("") String patient) {}

    private static void requireRole(Map<String, Role> roles, String role, String who) {
        require(
                role.isEmpty() || roles.containsKey(role),
                who + " has a role that is none of painbridge.demo.roles: " + role);
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw new IllegalArgumentException("painbridge.demo." + message);
        }
    }
}
