package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.bundle;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.ServerTest;
import org.painbridge.server.fhirserver.JsonChecks;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.painbridge.server.outgoing.GuardedHttp;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.util.unit.DataSize;

/** What one call may ask of a client's server is limited. */
@ServerTest
class ClientSearchesIT extends HookScenarios {
    private static final int MOST = 20;

    @Autowired
    private CallReader reader;

    @Autowired
    private GuardedHttp http;

    @Autowired
    private JsonChecks checks;

    @Autowired
    private FhirReader fhir;

    @Test
    void aServerWithPagesWithoutEndIsAskedAsOftenAsTheSettingSaysAndNoMore() {
        try (ClinicServer clinic = new ClinicServer("/clinic").knowing(HookCalls.PATIENT)) {
            for (ChartPart part : EnumSet.complementOf(EnumSet.of(ChartPart.PATIENT))) {
                clinic.answer(
                        part.type() + "?patient=",
                        200,
                        withNext(bundle(), clinic.url() + "/" + part.type() + "?patient=again")
                                .toString());
            }

            Gathered gathered = fetched(clinic, Duration.ofSeconds(30), EnumSet.allOf(ChartPart.class));

            assertThat(clinic.questions()).hasSize(MOST);
            assertThat(gathered.notes())
                    .anySatisfy(note -> assertThat(note.text()).contains("max-requests"));
        }
    }

    @Test
    void whatCameBeforeTheTimeWasOverCounts() {
        CountDownLatch over = new CountDownLatch(1);
        ObjectNode device =
                HookCalls.JSON.createObjectNode().put("resourceType", "Device").put("id", "first");
        try (ClinicServer clinic = new ClinicServer("/clinic")) {
            clinic.answer(
                    "Device?patient=",
                    200,
                    withNext(bundle(device), clinic.url() + "/page-2").toString());
            clinic.answer("page-2", exchange -> {
                try {
                    over.await();
                } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });

            Gathered gathered = fetched(clinic, Duration.ofSeconds(4), Set.of(ChartPart.DEVICES));
            over.countDown();

            assertThat(gathered.data()).hasSize(1);
            assertThat(gathered.notes())
                    .singleElement()
                    .satisfies(note -> assertThat(note.about()).isEqualTo("prefetch.devices"));
        }
    }

    private Gathered fetched(ClinicServer clinic, Duration timeout, Set<ChartPart> parts) {
        ChartSettings settings =
                new ChartSettings(List.of("http://127.0.0.1:*/clinic"), true, timeout, DataSize.ofMegabytes(1), MOST);
        HookCall call = reader.read(sign(mri()).from(clinic.url()).toString().getBytes(StandardCharsets.UTF_8));
        Caller caller = new Clients(TestSettings.hooks(Trust.OFF, Map.of()), settings).ofCall(call);
        Gathered gathered = new Gathered(HookCalls.PATIENT);
        try (ClientCharts charts = new ClientCharts(new ClientFetch(http, new HookJson(checks), fhir), settings)) {
            charts.of(call.server().orElseThrow(), call, caller).fill(new Missing(parts, Map.of()), gathered);
        }
        return gathered;
    }

    private static ObjectNode withNext(ObjectNode bundle, String url) {
        bundle.putArray("link").addObject().put("relation", "next").put("url", url);
        return bundle;
    }
}
