package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;

class ClientKeysTest {
    private final ClinicServer server = new ClinicServer("/keys");
    private final GuardedHttp http = new GuardedHttp(Duration.ofSeconds(30), 100_000, new GuardedResolver());
    private final ClientKeys keys = new ClientKeys(
            Map.of(
                    "emr",
                    new HookSettings.Client(
                            "https://emr.example.org", server.url(), null, null, null, null, null, null, null)),
            http);

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void keysAreReadOnceFromTheClientsOwnUrl() {
        server.answer("", 200, new TestClient("key-1").keys());

        assertThat(keys.key("emr", header("key-1", server.url()))).isPresent();
        assertThat(keys.key("emr", header("key-1", null))).isPresent();
        assertThat(keys.key("emr", header("key-1", "https://evil.example.org"))).isEmpty();
        assertThat(server.questions()).hasSize(1);
    }

    /** Else a stranger could have us ask as often as he likes. */
    @Test
    void unknownKeysAreNotLookedForAgainAtOnce() {
        server.answer("", 200, new TestClient("key-1").keys());

        for (int i = 0; i < 5; i++) {
            assertThat(keys.key("emr", header("key-" + (i + 2), null))).isEmpty();
        }

        assertThat(server.questions()).hasSize(1);
    }

    @Test
    void anAnswerThatHasNoKeysIsNoKey() {
        server.answer("", 500, "{}");

        assertThat(keys.key("emr", header("key-1", null))).isEmpty();
    }

    @Test
    void aClientThatIsNotKnownHasNone() {
        assertThat(keys.key("other", header("key-1", null))).isEmpty();
    }

    private static JWSHeader header(String keyId, String url) {
        return new JWSHeader.Builder(JWSAlgorithm.ES384)
                .keyID(keyId)
                .jwkURL(url == null ? null : URI.create(url))
                .build();
    }
}
