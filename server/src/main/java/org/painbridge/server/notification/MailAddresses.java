package org.painbridge.server.notification;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** The addresses that mails may go to, by their domains. */
final class MailAddresses {
    private static final Pattern ADDRESS = Pattern.compile("mailto:[A-Za-z0-9._+-]{1,64}@([A-Za-z0-9.-]{1,190})");
    private static final Pattern DOMAIN = Pattern.compile("[a-z0-9-]+(\\.[a-z0-9-]+)+");

    private final List<String> domains;

    /** @throws IllegalArgumentException for what is no domain */
    MailAddresses(List<String> domains) {
        this.domains = List.copyOf(domains);
        for (String domain : domains) {
            if (!DOMAIN.matcher(domain).matches()) {
                throw new IllegalArgumentException(
                        "painbridge.notifications.mail.domains are domains in small letters, as clinic.example.org, not "
                                + domain);
            }
        }
    }

    /** @param endpoint {@code mailto:} and one plain address */
    boolean allows(String endpoint) {
        var matcher = ADDRESS.matcher(endpoint);
        return matcher.matches() && domains.contains(matcher.group(1).toLowerCase(Locale.ROOT));
    }
}
