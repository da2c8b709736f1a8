package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WaitingTest {
    @ParameterizedTest
    @CsvSource({
        "REST_HOOK, https://EMR.example:8443/fhir/hook?x=1, emr.example:8443",
        "MESSAGE, https://emr.example/fhir/$process-message, emr.example",
        "EMAIL, mailto:somebody@practice.example, email",
        "WEBSOCKET, '', s1"
    })
    void receiversOfOneServerShareItsPlaces(Channel channel, String endpoint, String host) {
        assertThat(new SubscriptionTable.Waiting("s1", channel, endpoint).host())
                .isEqualTo(host);
    }
}
