package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.fhirserver.RequestProblem;

class HeaderSealTest {
    private static final String ENDPOINT = "https://emr.example.org/receiver";
    private static final ChannelHeader SECRET = ChannelHeader.of("Authorization: Bearer not-to-be-read");

    private final HeaderSeal seal = new HeaderSeal(List.of(key(1)));

    @Test
    void whatIsSealedIsNotReadAndOpensAgain() {
        ChannelHeader sealed = seal.seal(ENDPOINT, SECRET);

        assertThat(sealed.text()).startsWith("Authorization: sealed.").doesNotContain("not-to-be-read");
        assertThat(seal.open(ENDPOINT, ChannelHeader.of(sealed.text()))).contains(SECRET);
        assertThat(SECRET.toString()).doesNotContain("not-to-be-read");
    }

    @Test
    void itOpensForNoOtherEndpointOrNameOrKey() {
        ChannelHeader sealed = seal.seal(ENDPOINT, SECRET);

        assertThat(seal.open("https://other.example.org/receiver", sealed)).isEmpty();
        assertThat(seal.open(ENDPOINT, new ChannelHeader("X-Other", sealed.value())))
                .isEmpty();
        assertThat(new HeaderSeal(List.of(key(2))).open(ENDPOINT, sealed)).isEmpty();
        assertThat(seal.open(ENDPOINT, SECRET)).isEmpty();
        assertThat(seal.open(ENDPOINT, new ChannelHeader("X", "sealed.eyJhbGciOiJkaXIifQ..a.b.c")))
                .isEmpty();
        assertThat(seal.open(ENDPOINT, new ChannelHeader("X", "sealed."))).isEmpty();
    }

    @Test
    void anEarlierKeyStillOpens() {
        HeaderSeal later = new HeaderSeal(List.of(key(2), key(1)));

        assertThat(later.open(ENDPOINT, seal.seal(ENDPOINT, SECRET))).contains(SECRET);
    }

    @Test
    void aSubscriptionIsSealedOnce() {
        Subscription subscription = new Subscription();
        subscription.getChannel().setEndpoint(ENDPOINT).addHeader(SECRET.text());
        SealedHeaders headers = new SealedHeaders(seal);

        headers.prepare(subscription);
        String once = subscription.getChannel().getHeader().getFirst().getValue();
        headers.prepare(subscription);

        assertThat(once).startsWith("Authorization: sealed.");
        assertThat(subscription.getChannel().getHeader().getFirst().getValue()).isEqualTo(once);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Host: elsewhere.example",
                "content-type: text/html",
                "Transfer-Encoding: chunked",
                "Connection: close",
                "Proxy-Authorization: x",
                "X-Key: a\r\nX-Other: b",
                "X-Key: a\nb",
                "X-Key: \u0000",
                "X-Key: caf\u00e9",
                "X Key: a",
                "X-Key:",
                "no colon"
            })
    void aHeaderThatWouldChangeTheMessageIsRefused(String text) {
        assertThatThrownBy(() -> ChannelHeader.of(text))
                .isInstanceOf(RequestProblem.class)
                .hasMessageNotContaining("elsewhere");
    }

    @Test
    void aHeaderOfBlanksIsRefusedWithoutTryingThemAll() {
        for (int blanks : List.of(7_000, 2_000_000)) {
            assertThatThrownBy(() -> ChannelHeader.of("X-Key:" + " ".repeat(blanks)))
                    .isInstanceOf(RequestProblem.class);
        }
        assertThat(ChannelHeader.of("X-Key: \ta  b").value()).isEqualTo("a  b");
    }

    private static byte[] key(int number) {
        byte[] key = new byte[32];
        Arrays.fill(key, (byte) number);
        return key;
    }
}
