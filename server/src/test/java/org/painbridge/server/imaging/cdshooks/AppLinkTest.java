package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.PackFiles;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.RuleSetLoader;
import org.painbridge.imaging.fhir.CdsCard;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.server.imaging.cdshooks.HookSettings.Client;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;

/** Cards of a client that names a SMART app lead to it, with the signed decision as context. */
class AppLinkTest {
    private static final Optional<String> APP = Optional.of("https://app.example.org/launch");
    private static final DraftOrder DRAFT = new DraftOrder(
            HookJson.object().put("resourceType", "ServiceRequest").put("id", "1"), new ServiceRequest());
    private static final ImagingDecision DECISION = decision();

    @Test
    void aCardLinksToTheAppOfItsClientWithTheTokenOfTheDecision() {
        JsonNode link =
                card(AppLink.of(APP, DECISION.signed("a.b.c"), Language.FR)).path("links");

        assertThat(link).hasSize(1);
        assertThat(link.get(0).path("type").asText()).isEqualTo("smart");
        assertThat(link.get(0).path("url").asText()).isEqualTo("https://app.example.org/launch");
        assertThat(link.get(0).path("appContext").asText()).isEqualTo("a.b.c");
        assertThat(link.get(0).path("label").asText()).isEqualTo("Ouvrir dans l'application d'imagerie");
    }

    @Test
    void withoutAnAppOrASignatureThereIsNoLink() {
        assertThat(card(AppLink.of(Optional.empty(), DECISION.signed("a.b.c"), Language.EN))
                        .has("links"))
                .isFalse();
        assertThat(card(AppLink.of(APP, DECISION, Language.EN)).has("links")).isFalse();
    }

    @Test
    void anAppIsThatOfOneClient() {
        Clients clients = new Clients(
                TestSettings.hooks(
                        Trust.OFF, Map.of("emr", client("https://app.example.org/launch"), "other", client(null))),
                TestSettings.CHART);

        assertThat(clients.ofIssuer("https://app.example.org/launch").app()).isEqualTo(APP);
        assertThat(clients.ofIssuer("https://other.example.org").app()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app.example.org/launch",
                "https://app.example.org/launch?x=1",
                "javascript:alert(1)",
                "app"
            })
    void anAppIsNamedByASafeUrl(String url) {
        assertThatThrownBy(() -> client(url))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("smart-app");
    }

    private static Client client(String app) {
        String issuer = app == null ? "https://other.example.org" : app;
        return new Client(issuer, "https://emr.example.org/keys", null, null, null, null, null, null, app);
    }

    private static ObjectNode card(Optional<AppLink> app) {
        CdsCard card = new CdsCard(
                "0b1bae92-3d82-3324-987c-86dcd4084aa1",
                new CdsCard.Headline("Better: no imaging now", CdsCard.Indicator.WARNING),
                "Why.",
                new CdsCard.Source("NICE", null, new Coding("urn:topic", "better-option", "Better option")),
                List.of(),
                List.of());
        return new CardJson().card(card, DRAFT, app);
    }

    private static ImagingDecision decision() {
        Terminology terminology = new Terminology();
        ProcedureCatalogue procedures = new ProcedureCatalogue(terminology);
        ImagingAppropriateness imaging = new ImagingAppropriateness(
                new RuleSetLoader(terminology, procedures).load(PackFiles.shipped()), procedures);
        return imaging.decide(new ImagingRequest(
                new ServiceRequest(), null, List.of(), OffsetDateTime.parse("2026-10-05T09:00:00-04:00")));
    }
}
