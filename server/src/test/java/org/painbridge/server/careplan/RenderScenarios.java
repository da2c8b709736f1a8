package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

abstract class RenderScenarios extends ServerScenarios {
    @Autowired
    private ScopedCallers callers;

    private PushedPlan plan;

    @BeforeEach
    void anAnsweredPlan() {
        plan = new PushedPlan(http(), unique());
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
    }

    @Test
    void theDocumentBeginsWithItsCompositionAndHasWhatThePlanHas() {
        Answer document = http().get(plan.plan() + "/$render");

        assertThat(document).hasStatus(200);
        assertThat(document.json().path("type").asText()).isEqualTo("document");
        assertThat(document.json().at("/entry/0/resource/resourceType").asText())
                .isEqualTo("Composition");
        assertThat(document.text()).contains("Walk to the lake", "active, agreed", "Plan answered");
    }

    @Test
    void thePaperIsPdfAndTheTrailSaysWhoseItIs() throws IOException {
        int before = told();

        Answer paper = http().get(plan.plan() + "/$render?format=pdf&language=fr", "Accept", "application/pdf");

        assertThat(paper).hasStatus(200);
        assertThat(paper.header("Content-Type").orElse("")).startsWith("application/pdf");
        try (PDDocument read = Loader.loadPDF(paper.bytes())) {
            assertThat(new PDFTextStripper().getText(read)).contains("Walk again", "Objectifs", "en vigueur, accepté");
        }
        assertThat(told()).isEqualTo(before + 1);
    }

    @Test
    void withFhirAsTheWantedFormThePaperIsABinary() {
        JsonNode binary = http().get(plan.plan() + "/$render?format=pdf", "Accept", "application/fhir+json")
                .json();

        assertThat(binary.path("resourceType").asText()).isEqualTo("Binary");
        assertThat(binary.path("contentType").asText()).isEqualTo("application/pdf");
        assertThat(new String(Base64.getDecoder().decode(binary.path("data").asText()), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-");
    }

    @Test
    void theRightsAreThoseOfTheLivingView() {
        String[] plans = callers.header(AccessScope.of(new Grant(Set.of("CarePlan"), new Whose.Everybody(), Set.of())));
        String[] nobody = callers.header(AccessScope.NOTHING);

        assertThat(http().get(plan.plan() + "/$render", plans).text())
                .doesNotContain("Walk to the lake", "Physiotherapy")
                .contains("not for you to see");
        assertThat(http().get(plan.plan() + "/$render", nobody)).isRefused(404, "not-found");
        assertThat(http().get("CarePlan/no-such-plan/$render")).isRefused(404, "not-found");
        assertThat(http().get(plan.plan() + "/$render?format=fax")).isRefused(400, "invalid-parameter");
        assertThat(http().get(plan.plan() + "/$render?language=de")).isRefused(400, "invalid-parameter");
        assertThat(http().get(plan.plan() + "/$render?lang=fr")).isRefused(400, "invalid-parameter");
    }

    /** Operations on the record of the patient that are in the trail. */
    private int told() {
        return http().get("AuditEvent?subtype=operation&_summary=count&patient=" + plan.patient())
                .json()
                .path("total")
                .asInt();
    }
}
