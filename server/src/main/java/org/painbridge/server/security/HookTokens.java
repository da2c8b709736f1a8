package org.painbridge.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoder;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Clients of CDS Hooks send tokens of their own as Bearer: one that is no access token of the sign-in is none here, and theirs to
 * judge who answers hooks.
 */
final class HookTokens implements BearerTokenResolver {
    private final BearerTokenResolver sent = new DefaultBearerTokenResolver();
    private final String issuer;
    private final JwtDecoder tokens;

    HookTokens(String issuer, JwtDecoder tokens) {
        this.issuer = issuer;
        this.tokens = tokens;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        try {
            String token = sent.resolve(request);
            if (token == null || !isOfIssuer(token)) {
                return null;
            }
            tokens.decode(token);
            return token;
        } catch (OAuth2AuthenticationException | ParseException | JwtException e) {
            return null;
        }
    }

    /** As it says itself: the keys of the issuer are not asked for tokens of others. */
    private boolean isOfIssuer(String token) throws ParseException {
        JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
        return claims != null && issuer.equals(claims.getIssuer());
    }
}
