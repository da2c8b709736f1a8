package org.painbridge.server.imaging.cdshooks;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSVerifier;
import com.nimbusds.jose.crypto.factories.DefaultJWSVerifierFactory;
import com.nimbusds.jose.jwk.AsymmetricJWK;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.SignedJWT;
import java.text.ParseException;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.painbridge.server.security.ReplayGuard;

/**
 * Who calls, by the token that CDS Hooks has clients sign ("Trusting CDS Clients"): of a known issuer, with a key of its, for
 * this endpoint, for a short time, once. The algorithms are ours to choose, never the token's.
 */
final class ClientTrust {
    private static final Set<JWSAlgorithm> ALGORITHMS = Set.of(JWSAlgorithm.ES384, JWSAlgorithm.RS384);
    private static final String SCHEME = "Bearer ";

    private final Trust trust;
    private final String base;
    private final Clients clients;
    private final ClientKeys keys;
    private final TokenClaims claims;
    private final ReplayGuard replays;
    private final DefaultJWSVerifierFactory verifiers = new DefaultJWSVerifierFactory();

    ClientTrust(HookSettings settings, Clients clients, ClientKeys keys, ReplayGuard replays, Clock clock) {
        this.trust = settings.trust();
        this.base = settings.baseUrl();
        this.clients = clients;
        this.keys = keys;
        this.claims = new TokenClaims(clock, settings.tokenLife());
        this.replays = replays;
    }

    /**
     * @param authorization the header
     * @param path what is called, behind the URL of the services
     * @return empty where the client says nothing, and need not
     * @throws RequestProblem 401
     * @throws org.painbridge.server.store.StoreProblem where it cannot be told whether the token was used before
     */
    Optional<Caller> caller(@Nullable String authorization, String path) {
        if (trust == Trust.OFF || (trust == Trust.OPTIONAL && authorization == null)) {
            return Optional.empty();
        }
        if (authorization == null || !authorization.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            throw refused("Send a token signed by the client: Authorization: Bearer");
        }
        try {
            return Optional.of(verified(
                    SignedJWT.parse(authorization.substring(SCHEME.length()).strip()), base + path));
        } catch (ParseException e) {
            throw refused("The token is no signed JWT");
        } catch (JOSEException | IllegalArgumentException e) {
            throw refused("The signature of the token cannot be verified with the client's key");
        }
    }

    private Caller verified(SignedJWT token, String endpoint) throws ParseException, JOSEException {
        require(
                ALGORITHMS.contains(token.getHeader().getAlgorithm()),
                "The token is signed with another algorithm than ES384 or RS384");
        JWTClaimsSet payload = token.getJWTClaimsSet();
        Caller caller = caller(payload);
        JWK key = keys.key(caller.name(), token.getHeader())
                .orElseThrow(() -> refused("The token names no key (kid, jku) of this client"));
        require(token.verify(verifier(token, key)), "The signature of the token is not the client's");
        claims.check(payload, endpoint).ifPresent(fault -> {
            throw refused(fault);
        });
        require(
                replays.isFirst(
                        payload.getIssuer(),
                        payload.getJWTID(),
                        payload.getExpirationTime().toInstant().plus(TokenClaims.SKEW)),
                "The token was used before: sign one for each call");
        return caller;
    }

    private Caller caller(JWTClaimsSet payload) {
        String issuer = payload.getIssuer();
        try {
            return clients.ofIssuer(issuer == null ? "" : issuer);
        } catch (IllegalArgumentException e) {
            throw refused("The issuer of the token (iss) is not a client of this server");
        }
    }

    private JWSVerifier verifier(SignedJWT token, JWK key) throws JOSEException {
        if (key instanceof AsymmetricJWK asymmetric) {
            return verifiers.createJWSVerifier(token.getHeader(), asymmetric.toPublicKey());
        }
        throw new JOSEException("Not a public key");
    }

    private static void require(boolean holds, String message) {
        if (!holds) {
            throw refused(message);
        }
    }

    private static RequestProblem refused(String message) {
        return new RequestProblem(ErrorCode.CLIENT_NOT_TRUSTED, "http.Authorization", message);
    }
}
