package org.painbridge.server.notification;

import java.time.Duration;
import java.util.List;
import java.util.Properties;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.mail.MailSender;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/**
 * Settings of notifications by mail.
 *
 * @param host of the relay; empty: no mails
 * @param port of the relay
 * @param tls whether the connection to the relay has to be encrypted, by STARTTLS
 * @param username at the relay; empty for none
 * @param password at the relay
 * @param from whom mails are
 * @param domains to whose addresses mails may go
 */
@ConfigurationProperties("painbridge.notifications.mail")
public record MailSettings(
        @DefaultValue("") String host,
        @DefaultValue("587") int port,
        @DefaultValue("true") boolean tls,
        @DefaultValue("") String username,
        @DefaultValue("") String password,
        @DefaultValue("painbridge@localhost") String from,
        @DefaultValue List<String> domains) {
    public MailSettings {
        domains = List.copyOf(domains);
        new MailAddresses(domains);
        if (!username.isEmpty() && !tls) {
            throw new IllegalArgumentException(
                    "painbridge.notifications.mail.username needs tls: else the password could be read on its way");
        }
    }

    /** @param limit for the connection, and for each step */
    MailSender relay(Duration limit) {
        JavaMailSenderImpl relay = new JavaMailSenderImpl();
        relay.setHost(host);
        relay.setPort(port);
        String millis = String.valueOf(limit.toMillis());
        Properties properties = relay.getJavaMailProperties();
        List.of("connectiontimeout", "timeout", "writetimeout")
                .forEach(time -> properties.setProperty("mail.smtp." + time, millis));
        properties.setProperty("mail.smtp.starttls.enable", String.valueOf(tls));
        properties.setProperty("mail.smtp.starttls.required", String.valueOf(tls));
        properties.setProperty("mail.smtp.ssl.checkserveridentity", "true");
        if (!username.isEmpty()) {
            relay.setUsername(username);
            relay.setPassword(password);
            properties.setProperty("mail.smtp.auth", "true");
        }
        return relay;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[" + host + ":" + port + "]";
    }

    MailAddresses addresses() {
        return new MailAddresses(host.isEmpty() ? List.of() : domains);
    }
}
