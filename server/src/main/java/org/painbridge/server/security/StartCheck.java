package org.painbridge.server.security;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.web.context.ConfigurableWebApplicationContext;

/**
 * Refuses, before anything else happens, to start a server that would be open to a network: it needs an issuer of access
 * tokens, or one of the profiles for trying, which are for the loopback address only.
 */
final class StartCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    static final String DEMO = "demo";
    static final String OPEN = "demo-open";

    private static final String ISSUER = "painbridge.security.issuer";
    private static final String ADDRESS = "server.address";

    /** @throws RefusedStart with the reason */
    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context instanceof ConfigurableWebApplicationContext) { // The tools of operators listen nowhere.
            check(context.getEnvironment());
        }
    }

    static void check(Environment environment) {
        boolean demo = environment.acceptsProfiles(Profiles.of(DEMO));
        boolean open = environment.acceptsProfiles(Profiles.of(OPEN));
        String issuer = environment.getProperty(ISSUER, "");
        if (demo && open) {
            throw new RefusedStart("The profiles demo (secured) and demo-open (no sign-in) exclude each other");
        }
        if (open && !issuer.isEmpty()) {
            throw new RefusedStart(
                    "Profile demo-open has no sign-in, and " + ISSUER + " is set: leave one of them out");
        }
        if (!demo && !open && issuer.isEmpty()) {
            throw new RefusedStart(
                    "No sign-in: set " + ISSUER + " (docs/sign-in.md), or try the server on this machine with"
                            + " --spring.profiles.active=demo (make run)");
        }
        if (demo
                && !issuer.isEmpty()
                && !isLoopback(String.valueOf(URI.create(issuer).getHost()))) {
            throw new RefusedStart(
                    "Profile demo has an issuer of its own, and " + ISSUER + " is set: leave one of them out");
        }
        if (demo || open) {
            requireLoopback(environment.getProperty(ADDRESS, ""), demo ? DEMO : OPEN);
        }
    }

    private static void requireLoopback(String address, String profile) {
        if (address.isEmpty() || !isLoopback(address)) {
            throw new RefusedStart("Profile " + profile + " is for this machine only: " + ADDRESS
                    + " has to be a loopback address such as 127.0.0.1, not '" + address + "'");
        }
    }

    private static boolean isLoopback(String address) {
        try {
            return InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
