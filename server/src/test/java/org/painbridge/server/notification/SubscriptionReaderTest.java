package org.painbridge.server.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ca.uhn.fhir.context.FhirContext;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Subscription;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.server.fhirserver.RequestProblem;

/** What an operator opens by settings, and how far. */
class SubscriptionReaderTest {
    private static final String ON_PREMISE = "https://10.0.0.7/receiver";

    @Test
    void aHostInAPrivateNetworkIsTakenWhereTheOperatorNamesIt() {
        Subscription subscription = to("rest-hook", ON_PREMISE, "application/fhir+json", "id-only");

        assertThat(reader(Set.of("10.0.0.7")).read(subscription).endpoint()).isEqualTo(ON_PREMISE);
        assertThatThrownBy(() -> reader(Set.of("10.0.0.8")).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("private network");
    }

    @Test
    void thisMachineIsNotTakenWhateverTheOperatorNames() {
        Subscription subscription =
                to("rest-hook", "https://169.254.169.254/receiver", "application/fhir+json", "id-only");

        assertThatThrownBy(() -> reader(Set.of("169.254.169.254")).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("private network");
    }

    @Test
    void aMailGoesToADomainThatTheOperatorNames() {
        Wanted wanted = reader(Set.of()).read(to("email", "mailto:nurse@clinic.example.org", "text/plain", "empty"));

        assertThat(wanted.channel()).isEqualTo(Channel.EMAIL);
    }

    @ParameterizedTest
    @CsvSource({
        "mailto:nurse@elsewhere.example.org, empty, mail.domains",
        "https://10.0.0.7/receiver, empty, mail.domains",
        "mailto:nurse@clinic.example.org, id-only, nothing of anybody"
    })
    void aMailGoesNowhereElseAndSaysNothing(String endpoint, String content, String why) {
        Subscription subscription = to("email", endpoint, "text/plain", content);

        assertThatThrownBy(() -> reader(Set.of()).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining(why);
    }

    @Test
    void aHeaderIsNotTakenWhereItCannotBeKeptSecret() {
        Subscription subscription = to("rest-hook", ON_PREMISE, "application/fhir+json", "id-only");
        subscription.getChannel().addHeader("Authorization: Bearer x");

        assertThatThrownBy(() -> reader(Set.of("10.0.0.7")).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("header-keys");
    }

    @Test
    void headersAreCountedBeforeAnyOfThemIsRead() {
        Subscription subscription = to("rest-hook", ON_PREMISE, "application/fhir+json", "id-only");
        for (int i = 0; i <= SubscriptionReader.MOST_HEADERS; i++) {
            subscription.getChannel().addHeader("no header at all");
        }

        assertThatThrownBy(
                        () -> reader(Set.of("10.0.0.7"), List.of(new byte[32])).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("at most");
        subscription.getChannel().setHeader(List.of(new StringType("no header at all")));
        assertThatThrownBy(() -> reader(Set.of("10.0.0.7")).read(subscription))
                .isInstanceOf(RequestProblem.class)
                .hasMessageContaining("header-keys");
    }

    private static SubscriptionReader reader(Set<String> privateHosts) {
        return reader(privateHosts, List.of());
    }

    private static SubscriptionReader reader(Set<String> privateHosts, List<byte[]> keys) {
        Duration time = Duration.ofSeconds(10);
        NotificationSettings settings = new NotificationSettings(
                List.of(ON_PREMISE, "https://169.254.169.254/receiver"),
                time,
                List.of(time),
                time,
                Duration.ofDays(1),
                time,
                time,
                List.of(),
                "",
                privateHosts,
                Duration.ofHours(1),
                List.of(),
                "urn:made-up:events");
        return new SubscriptionReader(settings, new MailAddresses(List.of("clinic.example.org")), new HeaderSeal(keys));
    }

    private static Subscription to(String channel, String endpoint, String payload, String content) {
        String text = Subscribing.subscription("care-plan-task", "Task?owner=Organization/1", endpoint)
                .replace("rest-hook", channel)
                .replace("application/fhir+json", payload)
                .replace("id-only", content);
        return FhirContext.forR4Cached().newJsonParser().parseResource(Subscription.class, text);
    }
}
