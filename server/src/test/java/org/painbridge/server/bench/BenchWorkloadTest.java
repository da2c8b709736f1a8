package org.painbridge.server.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.fhir.ChartPart;

class BenchWorkloadTest {
    private final FhirContext context = FhirContext.forR4();
    private final Workload workload = new Workload(3);

    @Test
    void aDispenseIsFhirOfAbout1600Bytes() {
        String json = workload.lateDispense(new Random(1));

        MedicationDispense dispense = strictly(MedicationDispense.class, json);

        assertThat(dispense.getSubject().getReference()).matches("Patient/patient-[345]");
        assertThat(json.length()).isCloseTo(1600, within(200));
    }

    @Test
    void newDispensesComeAWeekAfterTheOther() {
        MedicationDispense first = strictly(MedicationDispense.class, workload.dispense(0, 9));
        MedicationDispense next = strictly(MedicationDispense.class, workload.dispense(3, 9));

        assertThat(next.getSubject().getReference())
                .isEqualTo(first.getSubject().getReference());
        assertThat(next.getWhenHandedOver().toInstant())
                .isEqualTo(first.getWhenHandedOver().toInstant().plus(Duration.ofDays(7)));
    }

    @Test
    void aHealthNumberOfTheWorkloadHasItsCheckDigit() {
        String sample = "9999999114"; // server/requests/nms-dispense.json

        assertThat(NmsWorkload.card(Integer.parseInt(sample.substring(0, 9)) - 999_000_000))
                .isEqualTo(sample);
    }

    @Test
    void aSubmissionIsFhirAndAWeekAfterTheOneBefore() {
        LocalDate today = LocalDate.of(2026, 11, 28);
        int of = 3 * NmsWorkload.PATIENTS;

        Parameters first = strictly(Parameters.class, NmsWorkload.submission("run", 0, of, today));
        Parameters next = strictly(Parameters.class, NmsWorkload.submission("run", NmsWorkload.PATIENTS, of, today));

        assertThat(day(next)).isEqualTo(day(first).plusWeeks(1)).isBefore(today);
        strictly(Parameters.class, NmsWorkload.submissions("run", 0, of, today));
        strictly(Parameters.class, NmsWorkload.inquiry(0));
    }

    private static LocalDate day(Parameters submission) {
        MedicationDispense dispense =
                (MedicationDispense) submission.getParameterFirstRep().getResource();
        return LocalDate.parse(dispense.getWhenPreparedElement().getValueAsString());
    }

    @Test
    void aTransactionHas100MixedEntriesWhoseLinksAllLeadSomewhere() {
        String json = workload.bundle(new Random(1));

        Bundle bundle = strictly(Bundle.class, json);

        assertThat(bundle.getEntry()).hasSize(Workload.BUNDLE_SIZE);
        List<String> placed = bundle.getEntry().stream()
                .map(Bundle.BundleEntryComponent::getFullUrl)
                .toList();
        assertThat(Pattern.compile("\"(?:reference|order)\":\"(urn:uuid:[^\"]+)\"")
                        .matcher(json)
                        .results())
                .allSatisfy(link -> assertThat(placed).contains(link.group(1)));
    }

    @Test
    void aCallOfTheHookPrefetchesTheChartOfThePatientOfItsOrder() throws IOException {
        JsonNode call = new ObjectMapper().readTree(workload.hook(new Random(1)));

        ServiceRequest order = strictly(
                ServiceRequest.class,
                call.at("/context/draftOrders/entry/0/resource").toString());

        assertThat(order.getSubject().getReference())
                .isEqualTo("Patient/" + call.at("/context/patientId").asText());
        assertThat(call.path("prefetch").findValuesAsText("reference"))
                .containsOnly(order.getSubject().getReference());
        assertThat(call.path("prefetch").fieldNames())
                .toIterable()
                .containsExactlyInAnyOrderElementsOf(
                        Stream.of(ChartPart.values()).map(ChartPart::key).toList());
    }

    @Test
    void aPushHas15ResourcesAndALongOne60() {
        assertThat(members(PlanWorkload.push("one", 1))).isEqualTo(15);
        assertThat(members(PlanWorkload.longPush(1))).isEqualTo(PlanWorkload.PARTS);
    }

    @Test
    void aPlanWithItsGoalsIsHeldAgainstTheTwoSearchesThatItSpares() {
        Report report = new Report();
        report.add(Work.CAREPLAN_INCLUDE, sample(800), sample(1000));

        List<byte[]> searches = Work.CAREPLAN_ALONE.requests(workload, 1, List.of("CarePlan/a", "CarePlan/b"));

        assertThat(searches.stream().map(each -> new String(each, StandardCharsets.US_ASCII).split(" ")[1]))
                .containsExactly(
                        "/fhir/CarePlan?_id=a",
                        "/fhir/Goal?patient=Patient/planned-0&_count=16",
                        "/fhir/CarePlan?_id=b",
                        "/fhir/Goal?patient=Patient/planned-1&_count=16");
        assertThat(Work.checked(List.of(Work.READ, Work.CAREPLAN_INCLUDE), true))
                .containsExactly(Work.READ, Work.CAREPLAN_INCLUDE, Work.CAREPLAN_ALONE);
        assertThat(Work.checked(List.of(Work.READ, Work.CAREPLAN_INCLUDE), false))
                .containsExactly(Work.READ);
        assertThat(Work.CAREPLAN_ALONE.turns()).isEqualTo(2);
        assertThat(report.markdown())
                .contains("| 1.3 (1.3–1.3) | 2 | yes |", "PainBridge: " + Work.CAREPLAN_ALONE.label);
    }

    private int members(String push) {
        Parameters parameters = strictly(Parameters.class, push);
        return ((Bundle) parameters.getParameterFirstRep().getResource())
                .getEntry()
                .size();
    }

    @Test
    void theHistoryHas50DispensesOfEveryPatient() {
        List<String> bundles = workload.history();

        assertThat(bundles.stream()
                        .map(json -> strictly(Bundle.class, json).getEntry().size()))
                .containsExactly(100, 50);
    }

    @Test
    void theBareServerCutsTheSameResourcesOutOfABundle() throws IOException {
        String json = workload.bundle(new Random(2));

        List<String> resources = new BundleSlices().resources(json.getBytes(StandardCharsets.UTF_8));

        assertThat(resources)
                .hasSize(Workload.BUNDLE_SIZE)
                .allSatisfy(resource -> assertThat(json).contains("\"resource\":" + resource + ",\"request\""));
    }

    @Test
    void theConnectionReadsAnswersWithALengthAndInChunks() throws IOException {
        String longText = "chunk".repeat(50_000);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] body = longText.getBytes(StandardCharsets.UTF_8);
            boolean chunked = exchange.getRequestURI().getPath().equals("/chunked");
            exchange.sendResponseHeaders(chunked ? 201 : 404, chunked ? 0 : body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        int port = server.getAddress().getPort();
        try (RawConnection connection = new RawConnection(port)) {
            assertThat(connection.exchange(Work.get(port, "/chunked"))).isEqualTo(201);
            assertThat(connection.body()).isEqualTo(longText);
            assertThat(connection.exchange(Work.get(port, "/"))).isEqualTo(404);
            assertThat(connection.body()).isEqualTo(longText);
        } finally {
            server.stop(0);
        }
    }

    @Test
    void theRatioIsTheMedianOfTheRoundsAndIsHeldAgainstTheLimit() {
        Report report = new Report();
        for (double rate : new double[] {1000, 3500, 2000}) {
            report.add(Work.READ, sample(1000), sample(rate));
            report.add(Work.CREATE, sample(100), sample(500));
        }

        assertThat(report.ratio(Work.READ)).isEqualTo(new Spread(2, 1, 3.5));
        assertThat(report.markdown()).contains("| 2.0 (1.0–3.5) | 3 | yes |", "| 5.0 (5.0–5.0) | 4 | **no** |");
    }

    @Test
    void workThatTheBareProgramDoesNotDoIsHeldAgainstItsLeastRate() {
        Report report = new Report();
        report.add(Work.VALIDATE, sample(1200));

        assertThat(report.markdown()).contains("| 1,200 (1,200–1,200) | - | - | at least 1000 | yes |");
    }

    private static Sample sample(double rate) {
        return new Sample(rate, 1, 2, 0.1, 0.1, 0.1, 0.1, 0);
    }

    private <T extends org.hl7.fhir.r4.model.Resource> T strictly(Class<T> kind, String json) {
        return context.newJsonParser()
                .setParserErrorHandler(new StrictErrorHandler())
                .parseResource(kind, json);
    }
}
