package org.painbridge.server.security;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Expiry;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessRights.Origin;
import org.painbridge.server.store.AccessScope;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/**
 * By the access token, which was checked before the request came here; without one, nothing is allowed. What a token comes to
 * is kept for some seconds: in whose care a person takes part may change.
 */
final class TokenCallers implements Callers {
    private static final int MOST = 2_000;
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final ScopeTypes types;
    private final Reach.Rules reach;
    private final Caller nobody;
    private final Cache<Jwt, Caller> callers;
    private final Cache<Origin, AccessScope> kept;
    private final KeptClaims claims;
    private final Set<String> endedClients;

    TokenCallers(ScopeTypes types, Reach.Rules reach, KeptSettings settings, Clock clock) {
        this.endedClients = settings.endedClients();
        this.types = types;
        this.reach = reach;
        this.nobody = Caller.of(
                List.of(),
                Optional.empty(),
                types,
                Reach.EVERYBODY,
                new Caller.Identity("unknown", null),
                Origin.NOBODY);
        this.callers = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfter(Expiry.creating((Jwt token, Caller caller) -> left(token, clock)))
                .build();
        this.kept = Caffeine.newBuilder()
                .maximumSize(MOST)
                .expireAfterWrite(LONGEST)
                .build();
        this.claims = new KeptClaims(reach.settings());
    }

    /** What a token of which this was kept would open now. */
    AccessScope now(Origin origin) {
        return kept.get(origin, known -> {
            Caller caller = caller(claims.token(known.claims()));
            boolean ended = endedClients.contains(caller.identity().client());
            return ended ? AccessScope.NOTHING : caller.rights().see();
        });
    }

    @Override
    public Caller of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal instanceof JwtAuthenticationToken token ? callers.get(token.getToken(), this::caller) : nobody;
    }

    private Caller caller(Jwt token) {
        Optional<String> patient = Optional.ofNullable(token.getClaimAsString("patient"));
        Caller.Identity identity = identity(token);
        Origin origin = claims.origin(token, identity);
        return Caller.of(scopes(token), patient, types, reach.of(token), identity, origin);
    }

    private static Duration left(Jwt token, Clock clock) {
        Instant expires = token.getExpiresAt();
        Duration left = expires == null ? Duration.ZERO : Duration.between(clock.instant(), expires);
        return left.isNegative() ? Duration.ZERO : left.compareTo(LONGEST) < 0 ? left : LONGEST;
    }

    /**
     * RFC 9068, 2.2: {@code sub} is the user, or the client where there is none; {@code azp} is OpenID Connect's, {@code rid} the
     * licence that ONE ID tells.
     */
    private static Caller.Identity identity(Jwt token) {
        String subject = token.getClaimAsString("sub");
        String client = Stream.of(token.getClaimAsString("client_id"), token.getClaimAsString("azp"), subject)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse("unnamed");
        String person = Stream.of(token.getClaimAsString("fhirUser"), token.getClaimAsString("rid"), subject)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
        return new Caller.Identity(client, client.equals(person) ? null : person, behalf(token));
    }

    /** The custodian one works for, and the authority under which. */
    private static @Nullable String behalf(Jwt token) {
        String behalf = Stream.of("obo", "uao")
                .filter(claim -> token.getClaimAsString(claim) != null)
                .map(claim -> claim + "=" + token.getClaimAsString(claim))
                .collect(Collectors.joining(" "));
        return behalf.isEmpty() ? null : behalf;
    }

    /** RFC 8693, 4.2: one text with blanks; some issuers send a list. */
    private static Collection<String> scopes(Jwt token) {
        Object claim = token.getClaim("scope");
        return claim instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : claim == null ? List.of() : List.of(claim.toString().split(" "));
    }
}
