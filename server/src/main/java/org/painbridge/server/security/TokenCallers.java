package org.painbridge.server.security;

import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationToken;

/** By the access token, which was checked before the request came here; without one, nothing is allowed. */
final class TokenCallers implements Callers {
    private static final Caller NOBODY = Caller.of(List.of(), Optional.empty());

    @Override
    public Caller of(HttpServletRequest request) {
        Principal principal = request.getUserPrincipal();
        return principal instanceof JwtAuthenticationToken token ? caller(token.getToken()) : NOBODY;
    }

    private static Caller caller(Jwt token) {
        return Caller.of(scopes(token), Optional.ofNullable(token.getClaimAsString("patient")));
    }

    /** RFC 8693, 4.2: one text with blanks; some issuers send a list. */
    private static Collection<String> scopes(Jwt token) {
        Object claim = token.getClaim("scope");
        return claim instanceof Collection<?> list
                ? list.stream().map(String::valueOf).toList()
                : claim == null ? List.of() : List.of(claim.toString().split(" "));
    }
}
