package org.painbridge.server.security;

import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * What counts of tokens that are not there any more: for Subscriptions.
 *
 * @param endedClients clients that the issuer has withdrawn: what they have left here opens nothing
 */
@Validated
@ConfigurationProperties("painbridge.security.kept")
public record KeptSettings(@DefaultValue Set<String> endedClients) {
    public KeptSettings {
        endedClients = Set.copyOf(endedClients);
    }
}
