package org.painbridge.server.security;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.ECDSASigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.function.UnaryOperator;

/** An issuer of access tokens, and the keys that it publishes. */
final class TokenIssuer {
    static final String NAME = "https://issuer.example";
    static final String UNLIMITED = "investigator";
    static final String AUDIENCE = "https://painbridge.example/fhir";
    private static final int MINUTE = 60;

    private final ECKey key = key();
    private final HttpServer server;

    private TokenIssuer() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] keys = new JWKSet(key).toString().getBytes(StandardCharsets.UTF_8);
        server.createContext("/keys", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "application/json");
            exchange.sendResponseHeaders(200, keys.length);
            exchange.getResponseBody().write(keys);
            exchange.close();
        });
        server.start();
    }

    static TokenIssuer start() {
        return new TokenIssuer();
    }

    String keys() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + "/keys";
    }

    /** One that counts, but for what is changed in it. */
    String token(UnaryOperator<JWTClaimsSet.Builder> change) {
        return signed(JWSAlgorithm.ES384, signer(key), change);
    }

    /** Of a role that reaches every patient. */
    String token(String scope) {
        return token(claims -> claims.claim("scope", scope).claim("role", UNLIMITED));
    }

    /** @param user {@code Practitioner/x} */
    String ofUser(String user, String scope) {
        return token(claims -> claims.claim("scope", scope).claim("fhirUser", user));
    }

    /** @param organization {@code Organization/x} */
    String ofOrganization(String organization, String scope) {
        return token(claims -> claims.claim("scope", scope).claim("organization", organization));
    }

    String ofPatient(String patient, String scope) {
        return token(claims -> claims.claim("scope", scope).claim("patient", patient));
    }

    /** The same of somebody whose other scopes reach every patient. */
    String ofPatientAndAll(String patient, String scope) {
        return token(
                claims -> claims.claim("scope", scope).claim("patient", patient).claim("role", UNLIMITED));
    }

    String unsigned() {
        return new PlainJWT(claims(claims -> claims)).serialize();
    }

    /** As if the public key were a secret that both sides share. */
    String signedWithThePublicKey() {
        try {
            return signed(JWSAlgorithm.HS256, new MACSigner(key.toPublicJWK().toJSONString()), claims -> claims);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    String signedByAnother() {
        return signed(JWSAlgorithm.ES384, signer(key()), claims -> claims);
    }

    private String signed(JWSAlgorithm algorithm, JWSSigner signer, UnaryOperator<JWTClaimsSet.Builder> change) {
        try {
            JWSHeader header =
                    new JWSHeader.Builder(algorithm).keyID(key.getKeyID()).build();
            SignedJWT token = new SignedJWT(header, claims(change));
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JWTClaimsSet claims(UnaryOperator<JWTClaimsSet.Builder> change) {
        Instant now = Instant.now();
        return change.apply(new JWTClaimsSet.Builder()
                        .issuer(NAME)
                        .audience(AUDIENCE)
                        .subject("client-1")
                        .issueTime(Date.from(now))
                        .expirationTime(Date.from(now.plusSeconds(5 * MINUTE)))
                        .claim("scope", "system/*.cruds"))
                .build();
    }

    private static JWSSigner signer(ECKey key) {
        try {
            return new ECDSASigner(key);
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ECKey key() {
        try {
            return new ECKeyGenerator(Curve.P_384).keyID("key-1").generate();
        } catch (JOSEException e) {
            throw new IllegalStateException(e);
        }
    }
}
