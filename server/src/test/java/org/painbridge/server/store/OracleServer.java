package org.painbridge.server.store;

import static org.painbridge.server.AnswerAssert.assertThat;

import ca.uhn.fhir.parser.IParser;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.store.oracle.Answered;
import org.painbridge.server.store.oracle.Chart;
import org.painbridge.server.store.oracle.Question;

/** The server as a client sees it; a tag keeps a chart apart from what other tests store. */
final class OracleServer {
    private static final String TAGS = "urn:painbridge:oracle";

    private final FhirHttp http;
    private final IParser json;
    private final String base;
    private final String mark;

    /** @param mark fit for ids, and of no other test */
    OracleServer(FhirHttp http, IParser json, String base, String mark) {
        this.http = http;
        this.json = json;
        this.base = base;
        this.mark = mark;
    }

    /** Writes what the chart comes to; returns that as the server has it. */
    Chart hold(Chart chart) {
        List<Chart.Step> steps = new ArrayList<>();
        for (Resource resource : chart.current().values()) {
            resource.getMeta().setLastUpdated(null).addTag().setSystem(TAGS).setCode(mark);
            String address = resource.fhirType() + "/" + resource.getIdPart();
            Answer answer = http.put(address, json.encodeResourceToString(resource));
            assertThat(answer).hasStatus(201);
            Instant at = Instant.parse(answer.json().at("/meta/lastUpdated").asText());
            steps.add(new Chart.Step(at, List.of(new Chart.Write(resource, false))));
        }
        return new Chart(steps);
    }

    /** The question among what this holds. */
    Question own(Question question) {
        return question.with("_tag", TAGS + "|" + mark);
    }

    /** All pages, by their links. */
    List<Answered> answers(Question question) {
        List<Answered> pages = new ArrayList<>();
        Optional<String> next = Optional.of(question.type() + "?" + encoded(question));
        while (next.isPresent()) {
            Answer answer = http.get(next.get());
            assertThat(answer).hasStatus(200);
            pages.add(page(answer.json()));
            next = next(answer.json());
        }
        return pages;
    }

    private Optional<String> next(JsonNode bundle) {
        for (JsonNode link : bundle.path("link")) {
            if (link.path("relation").asText().equals("next")) {
                return Optional.of(link.path("url").asText().substring(base.length() + 1));
            }
        }
        return Optional.empty();
    }

    private static Answered page(JsonNode bundle) {
        JsonNode total = bundle.path("total");
        return new Answered(
                keys(bundle, "match"), keys(bundle, "include"), total.isMissingNode() ? null : total.asLong());
    }

    private static List<String> keys(JsonNode bundle, String mode) {
        List<String> keys = new ArrayList<>();
        for (JsonNode entry : bundle.path("entry")) {
            JsonNode resource = entry.path("resource");
            if (entry.at("/search/mode").asText().equals(mode)) {
                keys.add(resource.path("resourceType").asText() + "/"
                        + resource.path("id").asText());
            }
        }
        return keys;
    }

    private static String encoded(Question question) {
        return question.terms().stream()
                .map(term -> encoded(term.name()) + "=" + encoded(term.value()))
                .collect(Collectors.joining("&"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
