package org.painbridge.server.fhirserver;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleEntryComponent;
import org.hl7.fhir.r4.model.Bundle.HTTPVerb;
import org.hl7.fhir.r4.model.Bundle.SearchEntryMode;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Patient;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.painbridge.server.Cases;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.StoredResource;

class BundleWriterTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String BASE = "http://localhost/fhir";

    private final BundleWriter writer = new BundleWriter("b1", "searchset", NOW);

    static Stream<Arguments> urls() {
        return Cases.of(100, random -> "http://localhost/fhir/Patient?name=x" + Cases.text(random, 40));
    }

    @Test
    void anEmptySearchHasNoEntries() {
        Bundle bundle = read(writer.total(0L).startEntries());

        assertThat(bundle.getIdElement().getIdPart()).isEqualTo("b1");
        assertThat(bundle.getType()).isEqualTo(Bundle.BundleType.SEARCHSET);
        assertThat(bundle.getMeta().getLastUpdated()).isEqualTo(NOW);
        assertThat(bundle.getTotal()).isZero();
        assertThat(bundle.getEntry()).isEmpty();
    }

    @Test
    void anUnknownTotalIsLeftOut() {
        assertThat(read(writer.total(null).startEntries()).hasTotal()).isFalse();
    }

    @Test
    void matchesIncludesAndOutcomeSayWhatTheyAre() {
        writer.link("self", BASE + "/Patient")
                .link("next", BASE + "/Patient?_cursor=a")
                .startEntries();
        writer.found(BASE, stored("1", 1, false), "match");
        writer.found(BASE, stored("2", 3, false), "include");
        writer.outcome("{\"resourceType\":\"OperationOutcome\"}");

        Bundle bundle = read(writer);

        assertThat(bundle.getLinkOrCreate("next").getUrl()).isEqualTo(BASE + "/Patient?_cursor=a");
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getSearch().getMode())
                .containsExactly(SearchEntryMode.MATCH, SearchEntryMode.INCLUDE, SearchEntryMode.OUTCOME);
        assertThat(bundle.getEntry())
                .extracting(BundleEntryComponent::getFullUrl)
                .containsExactly(BASE + "/Patient/1", BASE + "/Patient/2", null);
        assertThat(bundle.getEntry().get(1).getResource()).isInstanceOf(Patient.class);
        assertThat(bundle.getEntry().get(2).getResource()).isInstanceOf(OperationOutcome.class);
    }

    @Test
    void aHistorySaysHowEachVersionCameAbout() {
        BundleWriter history = new BundleWriter("b1", "history", NOW).startEntries();
        history.version(BASE, new HistoryPage.Version(stored("1", 4, false), HistoryPage.Origin.PUT_ANEW));
        history.version(BASE, new HistoryPage.Version(stored("1", 3, true), HistoryPage.Origin.DELETED));
        history.version(BASE, new HistoryPage.Version(stored("1", 2, false), HistoryPage.Origin.CHANGED));
        history.version(BASE, new HistoryPage.Version(stored("1", 1, false), HistoryPage.Origin.CREATED));

        Bundle bundle = read(history);

        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getRequest().getMethod())
                .containsExactly(HTTPVerb.PUT, HTTPVerb.DELETE, HTTPVerb.PUT, HTTPVerb.POST);
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getRequest().getUrl())
                .containsExactly("Patient/1", "Patient/1", "Patient/1", "Patient");
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getResponse().getStatus())
                .containsExactly("201", "204", "200", "201");
        assertThat(bundle.getEntry())
                .extracting(entry -> entry.getResponse().getEtag())
                .containsExactly("W/\"4\"", "W/\"3\"", "W/\"2\"", "W/\"1\"");
        assertThat(bundle.getEntry())
                .extracting(BundleEntryComponent::hasResource)
                .containsExactly(true, false, true, true);
    }

    @ParameterizedTest
    @MethodSource("urls")
    void aUrlOfWhateverCharactersComesThroughAsItIs(String url) {
        assertThat(read(writer.link("self", url).startEntries())
                        .getLinkOrCreate("self")
                        .getUrl())
                .isEqualTo(url);
    }

    private static StoredResource stored(String id, int version, boolean deleted) {
        String json = deleted ? "" : "{\"resourceType\":\"Patient\",\"id\":\"" + id + "\"}";
        return new StoredResource("Patient", id, version, NOW, deleted, json.getBytes(StandardCharsets.UTF_8));
    }

    private static Bundle read(BundleWriter writer) {
        return FhirContext.forR4Cached()
                .newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(Bundle.class, new String(writer.finish(), StandardCharsets.UTF_8));
    }
}
