package org.painbridge.server.security.demo;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.UUID;
import java.util.function.UnaryOperator;
import org.painbridge.server.Answer;
import org.painbridge.server.DemoServer;

/** By which a client of SMART Backend Services proves who it is; one that counts unless something is changed in it. */
final class ClientAssertion {
    private static final String TYPE = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";
    private static final int LIFE_SECONDS = 240;

    private ClientAssertion() {}

    static String signed(
            JWSAlgorithm algorithm, String key, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            SignedJWT token =
                    new SignedJWT(new JWSHeader.Builder(algorithm).keyID(key).build(), claims(change));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String byEllipticCurve(UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            return signed(JWSAlgorithm.ES384, "ec", new ECDSASigner(DemoServer.EC_KEY), change);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    static String unsigned() {
        return new PlainJWT(claims(claims -> claims)).serialize();
    }

    /** What the token endpoint says to it. */
    static Answer sent(String assertion, String scope) {
        return DemoServer.tokenAnswer("grant_type=client_credentials&scope=" + encoded(scope)
                + "&client_assertion_type=" + encoded(TYPE) + "&client_assertion=" + assertion);
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(DemoServer.BACKEND)
                        .subject(DemoServer.BACKEND)
                        .audience(DemoServer.url() + "/oauth2/token")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(LIFE_SECONDS)))
                        .jwtID(UUID.randomUUID().toString()))
                .build();
    }
}
