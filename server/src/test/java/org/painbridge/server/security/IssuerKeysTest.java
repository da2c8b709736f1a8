package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.KeySourceException;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKMatcher;
import com.nimbusds.jose.jwk.JWKSelector;
import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class IssuerKeysTest {
    private static final String SET = "{\"keys\":[{\"kty\":\"oct\",\"kid\":\"known\",\"k\":\"AAECAwQ\"}]}";

    private final AtomicInteger fetches = new AtomicInteger();
    private HttpServer issuer;
    private IssuerKeys keys;

    @BeforeEach
    void start() throws Exception {
        issuer = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        issuer.createContext("/keys", exchange -> {
            fetches.incrementAndGet();
            byte[] set = SET.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, set.length);
            exchange.getResponseBody().write(set);
            exchange.close();
        });
        issuer.start();
        keys = new IssuerKeys("http://127.0.0.1:" + issuer.getAddress().getPort() + "/keys");
    }

    @AfterEach
    void stop() {
        issuer.stop(0);
    }

    @Test
    void tokensThatNameAKeyThatNobodyKnowsMakeFewFetches() throws Exception {
        for (int i = 0; i < 50; i++) {
            assertThat(get("unknown-" + i)).isEmpty();
        }

        assertThat(fetches).hasValueBetween(1, 2 + 2); // A slow machine may come into the next ten seconds.
        assertThat(get("known")).hasSize(1);
    }

    @Test
    void whileTheIssuerDoesNotAnswerWhatIsKnownCounts() throws Exception {
        assertThat(get("known")).hasSize(1);
        issuer.stop(0);

        assertThat(get("unknown")).isEmpty();
        assertThat(get("known")).hasSize(1);
    }

    @Test
    void anIssuerThatNeverAnsweredSaysNothingOfAToken() {
        issuer.stop(0);

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> get("known")).isInstanceOf(KeySourceException.class);
        }
    }

    private List<JWK> get(String id) throws KeySourceException {
        return keys.get(new JWKSelector(new JWKMatcher.Builder().keyID(id).build()), null);
    }
}
