package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.util.Base64URL;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;

class HookTokensTest {
    private static final TokenIssuer ISSUER = TokenIssuer.start();

    private final HookTokens tokens = new HookTokens(TokenIssuer.NAME, TokenIssuer.AUDIENCE);

    @Test
    void anAccessTokenOfTheSignInCounts() {
        String good = ISSUER.token("system/*.rs");

        assertThat(tokens.resolve(request("Bearer " + good))).isEqualTo(good);
    }

    @Test
    void anAccessTokenThatDoesNotCountIsRefusedAsAnywhereElse() {
        String ended = ISSUER.token(claims -> claims.expirationTime(Date.from(Instant.EPOCH)));

        for (String token : List.of(ended, ISSUER.unsigned(), ISSUER.signedByAnother())) {
            assertThat(tokens.resolve(request("Bearer " + token))).isEqualTo(token);
        }
    }

    @Test
    void aTokenOfAClientIsLeftToHooksThoughItsNameIsThatOfTheSignIn() {
        String ofAnEmr = ISSUER.token(claims -> claims.issuer("https://emr.example.org"));
        String forHooks = ISSUER.token(claims -> claims.audience("https://painbridge.example/cds-services/x"));

        assertThat(tokens.resolve(request("Bearer " + ofAnEmr))).isNull();
        assertThat(tokens.resolve(request("Bearer " + forHooks))).isNull();
        assertThat(tokens.resolve(new MockHttpServletRequest())).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Bearer no.token", "Bearer no token at all", "Bearer ", "Basic abc", "Bearer a.b.c.d.e"})
    void whatIsNoTokenIsLeftToHooks(String authorization) {
        assertThat(tokens.resolve(request(authorization))).isNull();
    }

    @Test
    void aHeaderWithACountBelowZeroIsNoToken() {
        Base64URL header = Base64URL.encode("{\"alg\":\"PBES2-HS256+A128KW\",\"enc\":\"A128GCM\",\"p2c\":-1}");

        assertThat(tokens.resolve(request("Bearer " + header + ".a.a.a.a"))).isNull();
    }

    private static MockHttpServletRequest request(String authorization) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", "/cds-services/imaging-appropriateness");
        request.addHeader("Authorization", authorization);
        return request;
    }
}
