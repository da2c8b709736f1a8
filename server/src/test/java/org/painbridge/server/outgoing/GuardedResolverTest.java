package org.painbridge.server.outgoing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GuardedResolverTest {
    private static final String HOST = "emr.clinic.example";

    @ParameterizedTest
    @ValueSource(strings = {"10.1.2.3", "192.168.7.7", "172.16.0.1", "100.64.1.1", "fd00::7"})
    void aHostInAPrivateNetworkIsReachedOnlyWhereTheOperatorNamesIt(String address) throws UnknownHostException {
        assertThatThrownBy(() -> GuardedResolver.toPublicHosts(at(address)).resolve(HOST))
                .isInstanceOf(UnknownHostException.class);
        assertThatThrownBy(() -> GuardedResolver.toPublicHosts(at(address), Set.of("other.clinic.example"))
                        .resolve(HOST))
                .isInstanceOf(UnknownHostException.class);

        InetAddress[] reached =
                GuardedResolver.toPublicHosts(at(address), Set.of(HOST)).resolve("EMR.clinic.example");

        assertThat(reached).containsExactly(InetAddress.getByName(address));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "169.254.169.254", "::1", "0.0.0.0", "fe80::1"})
    void noNameLeadsToThisMachineWhateverTheOperatorNames(String address) {
        assertThatThrownBy(() ->
                        GuardedResolver.toPublicHosts(at(address), Set.of(HOST)).resolve(HOST))
                .isInstanceOf(UnknownHostException.class);
    }

    @Test
    void ofAHostWithSeveralAddressesThePublicOnesAreReached() throws UnknownHostException {
        InetAddress[] reached =
                GuardedResolver.toPublicHosts(at("10.0.0.1", "203.0.113.5")).resolve(HOST);

        assertThat(reached).containsExactly(InetAddress.getByName("203.0.113.5"));
    }

    private static DnsResolver at(String... addresses) {
        return new DnsResolver() {
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
        };
    }
}
