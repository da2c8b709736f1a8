package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.outgoing.GuardedResolver;

class GuardedResolverTest {

    /** What the name server says of every name. */
    private record Names(String... addresses) implements DnsResolver {
        @Override
        public InetAddress[] resolve(String host) throws UnknownHostException {
            InetAddress[] all = new InetAddress[addresses.length];
            for (int i = 0; i < addresses.length; i++) {
                all[i] = InetAddress.getByName(addresses[i]);
            }
            return all;
        }

        @Override
        public String resolveCanonicalHostname(String host) {
            return host;
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "127.0.0.1",
                "127.1.2.3",
                "::1",
                "0.0.0.0",
                "169.254.169.254",
                "fe80::1",
                "224.0.0.1",
                "::ffff:127.0.0.1"
            })
    void aNameThatLeadsToThisMachineIsNotConnectedTo(String address) {
        var resolver = new GuardedResolver(new Names(address));

        assertThatThrownBy(() -> resolver.resolve("ehr.example.org")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "10.0.0.7",
                "172.16.4.1",
                "192.168.1.9",
                "100.64.3.2",
                "100.127.255.255",
                "fd00::1",
                "fc00::1",
                "127.0.0.1",
                "169.254.169.254"
            })
    void aNameThatLeadsIntoAPrivateNetworkIsNotConnectedToWherePublicHostsAreMeant(String address) {
        var resolver = GuardedResolver.toPublicHosts(new Names(address));

        assertThatThrownBy(() -> resolver.resolve("ehr.example.org")).isInstanceOf(UnknownHostException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"203.0.113.7", "100.63.0.1", "100.128.0.1", "172.32.0.1", "2001:db8::1"})
    void publicHostsAreConnectedTo(String address) throws IOException {
        var resolver = GuardedResolver.toPublicHosts(new Names(address));

        assertThat(resolver.resolve("ehr.example.org")).hasSize(1);
    }

    @Test
    void otherAddressesOfTheNameAreUsed() throws IOException {
        var resolver = new GuardedResolver(new Names("127.0.0.1", "203.0.113.7"));

        assertThat(Arrays.stream(resolver.resolve("ehr.example.org")).map(InetAddress::getHostAddress))
                .containsExactly("203.0.113.7");
    }

    @Test
    void thisMachineByItsOwnNameIsThisMachineOnly() throws IOException {
        var resolver = new GuardedResolver(new Names("127.0.0.1", "203.0.113.7"));

        assertThat(Arrays.stream(resolver.resolve("localhost")).map(InetAddress::getHostAddress))
                .containsExactly("127.0.0.1");
    }

    /** The check is where the connection is made, not before. */
    @Test
    void aConnectionAsksTheResolver() throws IOException {
        try (ClinicServer server = new ClinicServer("/r4");
                GuardedHttp http =
                        new GuardedHttp(Duration.ofSeconds(30), 1000, new GuardedResolver(new Names("127.0.0.1")))) {
            server.answer("", 200, "{}");
            URI rebound = URI.create(server.url().replace("127.0.0.1", "ehr.example.org"));

            assertThatThrownBy(() -> http.get(rebound, "application/json", null))
                    .isInstanceOf(UnknownHostException.class);
            assertThat(http.get(URI.create(server.url()), "application/json", null)
                            .status())
                    .isEqualTo(200);
            assertThat(server.questions()).hasSize(1);
        }
    }
}
