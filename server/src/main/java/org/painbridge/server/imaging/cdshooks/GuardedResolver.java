package org.painbridge.server.imaging.cdshooks;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * The addresses of a host at the moment of connecting. A name that was allowed must not lead to this machine, or to what
 * serves this machine alone (link-local, as the metadata of clouds), whatever its owner has the name server say by now.
 */
final class GuardedResolver implements DnsResolver {
    private final DnsResolver names;

    GuardedResolver() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    GuardedResolver(DnsResolver names) {
        this.names = names;
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        boolean loopback = AllowedServers.isLoopback(host) || AllowedServers.isLoopback("[" + host + "]");
        InetAddress[] addresses = Arrays.stream(names.resolve(host))
                .filter(address -> loopback ? address.isLoopbackAddress() : !isOfThisMachine(address))
                .toArray(InetAddress[]::new);
        if (addresses.length == 0) {
            throw new UnknownHostException("The host has no address that may be connected to");
        }
        return addresses;
    }

    @Override
    public String resolveCanonicalHostname(String host) throws UnknownHostException {
        return names.resolveCanonicalHostname(host);
    }

    private static boolean isOfThisMachine(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }
}
