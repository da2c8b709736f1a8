package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Bundle;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.server.notification.Message.After;
import org.painbridge.server.notification.StatusWriter.Kind;
import org.painbridge.server.notification.Subscribed.Attempts;
import org.painbridge.server.notification.Subscribed.Progress;
import org.painbridge.server.notification.Wanted.Pace;
import org.painbridge.server.store.AccessRights.Origin;

class MailTest {
    private static final Duration LIMIT = Duration.ofSeconds(5);
    private static final String BASE = "https://painbridge.example/fhir";
    private static final String FOCUS = "Task/secret-task";

    @Test
    void aMailSaysThatSomethingHappenedAndNothingOfAnybody() throws Exception {
        try (MailRelay relay = new MailRelay(true)) {
            Optional<String> problem = mail(relay).send(to("mailto:nurse@clinic.example.org"), event(), new Bundle());

            assertThat(problem).isEmpty();
            assertThat(relay.mails()).hasSize(1);
            assertThat(relay.mails().getFirst())
                    .contains("To: nurse@clinic.example.org", "From: bridge@painbridge.example", BASE)
                    .contains("Something is new in PainBridge")
                    .doesNotContain(FOCUS, "secret", "Patient", "sub-1");
        }
    }

    @Test
    void aRelayThatRefusesIsAFailureThatQuotesNothing() throws Exception {
        try (MailRelay relay = new MailRelay(false)) {
            Optional<String> problem = mail(relay).send(to("mailto:nurse@clinic.example.org"), event(), new Bundle());

            assertThat(problem).contains("The mail relay does not take the mail");
            assertThat(relay.mails()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mailto:nurse@elsewhere.example.org",
                "mailto:nurse@clinic.example.org?cc=x@elsewhere.example.org",
                "mailto:nurse@clinic.example.org,x@clinic.example.org",
                "mailto:nurse@sub.clinic.example.org",
                "nurse@clinic.example.org",
                "mailto:nurse@clinic.example.org\r\nBcc: x@elsewhere.example.org"
            })
    void mailsGoToOneAddressOfADomainThatTheOperatorAllows(String endpoint) throws Exception {
        try (MailRelay relay = new MailRelay(true)) {
            assertThat(mail(relay).send(to(endpoint), event(), new Bundle())).isPresent();
            assertThat(relay.mails()).isEmpty();
        }
    }

    @Test
    void aPasswordIsNotSentInTheClear() {
        assertThatThrownBy(() -> new MailSettings("relay", 25, false, "me", "word", "a@b.example", List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("tls");
    }

    private static Mail mail(MailRelay relay) {
        MailSettings settings = new MailSettings(
                "127.0.0.1", relay.port(), false, "", "", "bridge@painbridge.example", List.of("clinic.example.org"));
        return new Mail(settings.relay(LIMIT), settings.addresses(), settings.from(), BASE);
    }

    private static Message event() {
        Event event = new Event(7, Instant.EPOCH, FOCUS);
        return new Message(Kind.EVENT_NOTIFICATION, 7, List.of(event), Set.of(FOCUS), new After(7, 0));
    }

    private static Subscribed to(String endpoint) {
        return new Subscribed(
                "sub-1",
                "",
                1,
                Subscribed.ACTIVE,
                Topic.CARE_PLAN_TASK,
                Channel.EMAIL,
                endpoint,
                List.of(),
                Wanted.EMPTY,
                Pace.USUAL,
                new Progress(7, 6, 0, 0, 0),
                new Attempts(0, null),
                Origin.NOBODY,
                null,
                Instant.MAX,
                false);
    }
}
