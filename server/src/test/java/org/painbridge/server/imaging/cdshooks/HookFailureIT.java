package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.server.ServerTest;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** Parts of the service that break, and the switch for all of it. The parts around them are those of the server. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
class HookFailureIT extends HookScenarios {
    private static final String NOTHING = "{\"cards\":[]}";

    @Autowired
    private CallReader reader;

    @Autowired
    private FhirReader fhir;

    @Autowired
    private OwnCharts own;

    @Autowired
    private ClientCharts charts;

    @Autowired
    private OrderAssessor assessor;

    @Autowired
    private ProcedureCatalogue procedures;

    @Autowired
    private HookRecords records;

    @Autowired
    private StoreSettings store;

    @Autowired
    private MeterRegistry meters;

    @Test
    void whatFailsInsideIsAnsweredWithNoCardsCountedAndLoggedWithoutThePatient(CapturedOutput output) {
        ImagingHook broken = hook(Mode.LIVE, null, assessor);
        double before = failures();

        String answer = answer(broken, sign(mri()).withoutRedFlags());

        assertThat(answer).isEqualTo(NOTHING);
        assertThat(failures()).isEqualTo(before + 1);
        assertThat(output)
                .contains("A CDS Hooks call was answered without advice: java.lang.NullPointerException at")
                .doesNotContain("chart-1");
    }

    @Test
    void anOrderThatFailsTakesNoOtherWithIt(CapturedOutput output) {
        ImagingHook broken = hook(Mode.LIVE, new ChartReader(fhir, charts, own), new OrderAssessor(null, procedures));

        String answer = answer(broken, sign(mri(), mri().put("id", "order-2")).withoutRedFlags());

        assertThat(answer).contains("ServiceRequest/order-1", "ServiceRequest/order-2", "this server failed");
        assertThat(output).doesNotContain("chart-1");
    }

    @Test
    void theSwitchForAllSilencesEveryCall() {
        ImagingHook off = hook(Mode.OFF, new ChartReader(fhir, charts, own), assessor);

        assertThat(answer(off, sign(mri()).withoutRedFlags())).isEqualTo(NOTHING);
        assertThat(new String(new Discovery(Mode.OFF, "1").answer(), StandardCharsets.UTF_8))
                .isEqualTo("{\"services\":[]}");
    }

    /** The part that is null is the one that breaks. */
    private ImagingHook hook(Mode mode, ChartReader chart, OrderAssessor orders) {
        HookSettings settings = TestSettings.hooks(mode, Trust.OFF, Map.of());
        return new ImagingHook(
                new Clients(settings, TestSettings.CHART),
                reader,
                chart,
                orders,
                new CardJson(),
                records,
                settings,
                store,
                Clock.systemUTC());
    }

    private static String answer(ImagingHook hook, HookCalls call) {
        byte[] body = call.toString().getBytes(StandardCharsets.UTF_8);
        return new String(
                hook.answer(body, Optional.empty(), null, new MockHttpServletRequest()), StandardCharsets.UTF_8);
    }

    private double failures() {
        return meters.counter("painbridge.cds.failures", "cause", "NullPointerException")
                .count();
    }
}
