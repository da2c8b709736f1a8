package org.painbridge.server.security;

import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.JWTParser;
import jakarta.servlet.http.HttpServletRequest;
import java.text.ParseException;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;

/**
 * Clients of CDS Hooks send tokens of their own as Bearer: one that is no access token of the sign-in for this server, by what it says
 * itself, is none here, and theirs to judge who answers hooks. One that is counts, or is refused as anywhere else.
 */
final class HookTokens implements BearerTokenResolver {
    private final BearerTokenResolver sent = new DefaultBearerTokenResolver();
    private final String issuer;
    private final String audience;

    HookTokens(String issuer, String audience) {
        this.issuer = issuer;
        this.audience = audience;
    }

    @Override
    public @Nullable String resolve(HttpServletRequest request) {
        try {
            String token = sent.resolve(request);
            return token != null && isForThisServer(token) ? token : null;
        } catch (OAuth2AuthenticationException
                | ParseException
                | IllegalArgumentException e) { // No token of this kind.
            return null;
        }
    }

    private boolean isForThisServer(String token) throws ParseException {
        JWTClaimsSet claims = JWTParser.parse(token).getJWTClaimsSet();
        return claims != null
                && issuer.equals(claims.getIssuer())
                && claims.getAudience().contains(audience);
    }
}
