package org.painbridge.server.notification;

import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSender;
import org.springframework.mail.SimpleMailMessage;

/** A mail by the relay of the operator: that something happened, and not what, nor to whom. */
final class Mail implements Way {
    static final String SCHEME = "mailto:";

    private final MailSender relay;
    private final MailAddresses allowed;
    private final String from;
    private final String base;

    /** @param base of this server, as clients see it */
    Mail(MailSender relay, MailAddresses allowed, String from, String base) {
        this.relay = relay;
        this.allowed = allowed;
        this.from = from;
        this.base = base;
    }

    @Override
    public Optional<String> send(Subscribed subscribed, Message message, Bundle bundle) {
        if (!allowed.allows(subscribed.endpoint())) {
            return Optional.of("This server may not send mails to the address any more");
        }
        SimpleMailMessage mail = new SimpleMailMessage();
        mail.setFrom(from);
        mail.setTo(subscribed.endpoint().substring(SCHEME.length()));
        boolean hello = message.kind() == Kind.HANDSHAKE;
        mail.setSubject(hello ? "PainBridge will write to you" : "Something is new in PainBridge");
        mail.setText(hello ? hello() : news());
        try {
            relay.send(mail);
            return Optional.empty();
        } catch (MailException e) { // Its message quotes the address.
            return Optional.of("The mail relay does not take the mail");
        }
    }

    private String hello() {
        return """
                Somebody has asked PainBridge to tell this address when something is new there. The mails say nothing more.
                If that was a mistake, tell who runs the server: %s
                """.formatted(base);
    }

    private String news() {
        return """
                Something has happened that you asked to hear of. Sign in to read it: %s
                This mail says nothing about anybody, and cannot be answered.
                """.formatted(base);
    }
}
