package org.painbridge.server.security.demo;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AccessToken;
import org.springframework.security.oauth2.core.OAuth2RefreshToken;
import org.springframework.security.oauth2.core.OAuth2Token;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.server.authorization.OAuth2Authorization;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationCode;
import org.springframework.security.oauth2.server.authorization.OAuth2AuthorizationService;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;

/**
 * What was granted, in memory, bounded, and for which patient where an EMR opened the app. A refresh token counts once; where it
 * comes a second time, one of the two senders is a thief, and what was granted is taken back.
 */
final class Grants implements OAuth2AuthorizationService {
    private static final String CONTEXT = LaunchContext.class.getName();
    private static final int MOST = 10_000;
    private static final Duration LONGEST = Duration.ofHours(9);

    private final Cache<String, OAuth2Authorization> grants = cache();
    /** Ids of grants, by the tokens that belong or once belonged to them. */
    private final Cache<String, String> tokens = cache();

    private final Launches launches;

    Grants(Launches launches) {
        this.launches = launches;
    }

    private static <T> Cache<String, T> cache() {
        return Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(LONGEST).build();
    }

    /** What an EMR gave the app for which this is granted, whether that is still known or not; empty for any other grant. */
    static Optional<String> launch(OAuth2Authorization grant) {
        OAuth2AuthorizationRequest request = grant.getAttribute(OAuth2AuthorizationRequest.class.getName());
        return request != null && request.getAdditionalParameters().get(LaunchChecks.LAUNCH) instanceof String launch
                ? Optional.of(launch)
                : Optional.empty();
    }

    /** For whom the app was opened, as long as the grant is there, however often it is refreshed. */
    static Optional<LaunchContext> context(OAuth2Authorization grant) {
        return Optional.ofNullable(grant.getAttribute(CONTEXT));
    }

    private OAuth2Authorization withContext(OAuth2Authorization grant) {
        return context(grant).isPresent()
                ? grant
                : launch(grant)
                        .flatMap(launches::taken)
                        .map(context -> OAuth2Authorization.from(grant)
                                .attribute(CONTEXT, context)
                                .build())
                        .orElse(grant);
    }

    @Override
    public void save(OAuth2Authorization grant) {
        grants.put(grant.getId(), withContext(grant));
        Stream.of(
                        grant.getToken(OAuth2AuthorizationCode.class),
                        grant.getToken(OAuth2AccessToken.class),
                        grant.getToken(OAuth2RefreshToken.class))
                .filter(Objects::nonNull)
                .forEach(token -> tokens.put(token.getToken().getTokenValue(), grant.getId()));
    }

    @Override
    public void remove(OAuth2Authorization grant) {
        grants.invalidate(grant.getId());
    }

    @Override
    public @Nullable OAuth2Authorization findById(String id) {
        return grants.getIfPresent(id);
    }

    @Override
    public @Nullable OAuth2Authorization findByToken(String token, @Nullable OAuth2TokenType type) {
        String id = tokens.getIfPresent(token);
        OAuth2Authorization grant = id == null ? null : grants.getIfPresent(id);
        if (grant == null) {
            return null;
        }
        OAuth2Authorization.Token<OAuth2Token> current = grant.getToken(token);
        if (current == null) {
            if (type != null && OAuth2TokenType.REFRESH_TOKEN.getValue().equals(type.getValue())) {
                remove(grant);
            }
            return null;
        }
        return isOf(current.getToken(), type) ? grant : null;
    }

    private static boolean isOf(OAuth2Token token, @Nullable OAuth2TokenType type) {
        if (type == null) {
            return true;
        }
        return switch (type.getValue()) {
            case "code" -> token instanceof OAuth2AuthorizationCode;
            case "access_token" -> token instanceof OAuth2AccessToken;
            case "refresh_token" -> token instanceof OAuth2RefreshToken;
            default -> false;
        };
    }
}
