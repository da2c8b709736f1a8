package org.painbridge.server.outgoing;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/**
 * The addresses of a host at the moment of connecting. A name that was allowed must not lead to this machine, or to what
 * serves this machine alone (link-local, as the metadata of clouds), whatever its owner has the name server say by now.
 */
public final class GuardedResolver implements DnsResolver {
    private final DnsResolver names;
    private final Predicate<InetAddress> usual;
    private final Set<String> trusted;

    public GuardedResolver() {
        this(SystemDefaultDnsResolver.INSTANCE);
    }

    public GuardedResolver(DnsResolver names) {
        this(names, GuardedResolver::isOfThisMachine, Set.of());
    }

    private GuardedResolver(DnsResolver names, Predicate<InetAddress> usual, Set<String> trusted) {
        this.names = names;
        this.usual = usual;
        this.trusted = Set.copyOf(trusted);
    }

    /** Leads into no private network either. */
    public static GuardedResolver toPublicHosts(DnsResolver names) {
        return toPublicHosts(names, Set.of());
    }

    /** @param but hosts that may be in a private network: by the name or address that the URL has, in small letters */
    public static GuardedResolver toPublicHosts(DnsResolver names, Set<String> but) {
        return new GuardedResolver(names, GuardedResolver::isPrivate, but);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        Predicate<InetAddress> refused =
                trusted.contains(host.toLowerCase(Locale.ROOT)) ? GuardedResolver::isOfThisMachine : usual;
        boolean loopback = AllowedServers.isLoopback(host) || AllowedServers.isLoopback("[" + host + "]");
        InetAddress[] addresses = Arrays.stream(names.resolve(host))
                .filter(address -> loopback ? address.isLoopbackAddress() : !refused.test(address))
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

    /** Of this machine, or of a network that is not reached from everywhere (RFC 1918, 4193, 6598). */
    public static boolean isPrivate(InetAddress address) {
        byte[] bytes = address.getAddress();
        boolean uniqueLocal = bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
        boolean shared = bytes.length == 4 && bytes[0] == 100 && (bytes[1] & 0xc0) == 64;
        return isOfThisMachine(address) || address.isSiteLocalAddress() || uniqueLocal || shared;
    }

    /** Loopback, link-local (as the metadata of clouds), and what is no address of one host. */
    public static boolean isOfThisMachine(InetAddress address) {
        return address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isMulticastAddress();
    }
}
