package org.painbridge.server.security;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.mock.env.MockEnvironment;

class StartCheckTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0.0.0.0, https://issuer.example",
        "'', '', https://issuer.example",
        "demo, 127.0.0.1, ''",
        "demo, localhost, ''",
        "demo, 127.0.0.1, http://localhost:8080",
        "demo-open, 127.0.0.1, ''",
        "demo-open, ::1, ''",
        "'demo-open,tuned', 127.0.0.2, ''"
    })
    void aServerStartsWithASignInOrOnTheLoopbackAddress(String profiles, String address, String issuer) {
        assertThatCode(() -> StartCheck.check(environment(profiles, address, issuer)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "'', 127.0.0.1, '', No sign-in",
        "tuned, 127.0.0.1, '', No sign-in",
        "demo-open, 0.0.0.0, '', not '0.0.0.0'",
        "demo-open, '', '', loopback",
        "demo-open, ::, '', loopback",
        "demo-open, 192.0.2.1, '', loopback",
        "demo-open, no-such-host.invalid, '', loopback",
        "demo, 0.0.0.0, '', loopback",
        "'demo,demo-open', 127.0.0.1, '', exclude each other",
        "demo, 127.0.0.1, https://issuer.example, issuer of its own",
        "demo-open, 127.0.0.1, https://issuer.example, leave one of them out"
    })
    void aServerThatWouldBeOpenToANetworkIsRefused(String profiles, String address, String issuer, String why) {
        assertThatThrownBy(() -> StartCheck.check(environment(profiles, address, issuer)))
                .isInstanceOf(RefusedStart.class)
                .hasMessageContaining(why)
                .hasMessageNotContaining("\n");
    }

    private static MockEnvironment environment(String profiles, String address, String issuer) {
        MockEnvironment environment = new MockEnvironment()
                .withProperty("server.address", address)
                .withProperty("painbridge.security.issuer", issuer);
        environment.setActiveProfiles(profiles.isEmpty() ? new String[0] : profiles.split(","));
        return environment;
    }
}
