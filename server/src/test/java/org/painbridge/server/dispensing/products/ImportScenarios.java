package org.painbridge.server.dispensing.products;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;

import java.nio.charset.StandardCharsets;
import org.awaitility.Awaitility;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.Parameters;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.FhirHttp;
import org.painbridge.server.ScopedCallers;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope;
import org.springframework.beans.factory.annotation.Autowired;

/** {@code $import-products}; docs/operations/import-products.md. */
abstract class ImportScenarios extends ServerScenarios {
    private static final String IMPORT = "$import-products";

    @Autowired
    private ScopedCallers callers;

    @Test
    void anImportGivesTheReportAndTheTables() {
        String url = begin(new MadeExtract().zip());

        Answer report = ended(url);

        assertThat(report).hasStatus(200).hasHeader("Content-Type", "application/json");
        assertThat(report.json().at("/extract/sha256").asText()).matches("[0-9a-f]{64}");
        assertThat(report.json().at("/added/0/din").asText()).isEqualTo("99000001");
        assertThat(report.json().path("gone")).hasSize(109);
        assertThat(report.json().path("comparedWith").asText()).startsWith("Health Canada DPD");
        assertThat(root().get(url + "/monitored-products.csv").text())
                .contains("99000001,Invented Morphine,morphine sulfate 10 mg,tablet,oral,oral,,N02AA01,")
                .doesNotContain("99000002");
        assertThat(root().get(url + "/product-ingredients.csv").text()).contains("99000001,morphine,opioid,");
        assertThat(root().get(url + "/report.md").text()).contains("## Gone (109)");
        assertThat(root().delete(url)).hasStatus(202);
        assertThat(root().get(url)).isRefused(404, "not-found");
        assertThat(root().get(url + "/report.md")).isRefused(404, "not-found");
    }

    @Test
    void aDamagedExtractIsRefusedWithFileLineAndReasonAndLeavesNothing() {
        String url = begin(new MadeExtract()
                .replace("ingred.txt", "\"2\",\"9\"", "\"3\",\"9\"")
                .zip());

        assertThat(ended(url))
                .isRefused(400, "invalid-parameter")
                .at("Parameters.parameter.where(name='extract')")
                .saying("ingred.txt:2: the drug code 3 is not in drug.txt");
        assertThat(root().get(url + "/monitored-products.csv")).isRefused(404, "not-found");
        assertThat(root().delete(url)).hasStatus(202);
    }

    @Test
    void whatIsNoRequestForAnImportIsRefused() {
        assertThat(http().post(IMPORT, body(new byte[] {1}))).isRefused(400, "async-only");
        assertThat(http().post(IMPORT, json(new Parameters()), "Prefer", "respond-async"))
                .isRefused(400, "invalid-parameter")
                .saying("allfiles.zip");
        assertThat(http().post(IMPORT, "{\"resourceType\":\"Patient\"}", "Prefer", "respond-async"))
                .isRefused(400, "wrong-resource-type");
        String url = begin("no archive".getBytes(StandardCharsets.UTF_8));
        assertThat(ended(url)).isRefused(400, "invalid-parameter").saying("this is no zip archive");
        assertThat(root().delete(url)).hasStatus(202);
    }

    @Test
    void whoMayNotSeeEverythingSeesNoImport() {
        String url = begin(new MadeExtract().zip());
        ended(url);

        assertThat(root().get(url, callers.header(AccessScope.NOTHING))).isRefused(404, "not-found");
        assertThat(root().delete(url)).hasStatus(202);
    }

    private String begin(byte[] extract) {
        Answer answer = http().post(IMPORT, body(extract), "Prefer", "respond-async");
        assertThat(answer).hasStatus(202);
        String url = answer.header("Content-Location").orElseThrow();
        assertThat(url).contains("/product-import/");
        return url.substring(url.indexOf("/product-import/") + 1);
    }

    private Answer ended(String url) {
        return Awaitility.await().until(() -> root().get(url), answer -> {
            boolean open = answer.status() == 202;
            assertThat(open).isEqualTo(answer.header("X-Progress").isPresent());
            return !open;
        });
    }

    private String body(byte[] extract) {
        Parameters body = new Parameters();
        body.addParameter("extract", new Base64BinaryType(extract));
        return json(body);
    }

    private FhirHttp root() {
        return new FhirHttp(base().replace("/fhir", ""));
    }
}
