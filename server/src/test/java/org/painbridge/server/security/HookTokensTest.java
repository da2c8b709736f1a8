package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;

class HookTokensTest {
    private static final TokenIssuer ISSUER = TokenIssuer.start();

    private final String good = ISSUER.token("system/*.rs");
    private final List<String> lookedAt = new ArrayList<>();
    private final HookTokens tokens = new HookTokens(TokenIssuer.NAME, this::decode);

    @Test
    void anAccessTokenOfTheSignInCounts() {
        assertThat(tokens.resolve(request("Bearer " + good))).isEqualTo(good);
    }

    @Test
    void aTokenOfAClientIsLeftToHooksAndCostsNothingHere() {
        String ofAnEmr = ISSUER.token(claims -> claims.issuer("https://emr.example.org"));

        assertThat(tokens.resolve(request("Bearer " + ofAnEmr))).isNull();
        assertThat(tokens.resolve(request("Bearer no.token"))).isNull();
        assertThat(tokens.resolve(request("Bearer no token at all"))).isNull();
        assertThat(tokens.resolve(request("Basic abc"))).isNull();
        assertThat(tokens.resolve(new MockHttpServletRequest())).isNull();
        assertThat(lookedAt).isEmpty();
    }

    @Test
    void whatDoesNotCountIsLeftToHooks() {
        assertThat(tokens.resolve(request("Bearer " + ISSUER.signedByAnother())))
                .isNull();
        assertThat(lookedAt).hasSize(1);
    }

    private Jwt decode(String token) {
        lookedAt.add(token);
        if (!token.equals(good)) {
            throw new BadJwtException("bad");
        }
        return Jwt.withTokenValue(token)
                .header("alg", "ES384")
                .expiresAt(Instant.MAX)
                .build();
    }

    private static MockHttpServletRequest request(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/imaging-appropriateness");
        request.addHeader("Authorization", authorization);
        return request;
    }
}
