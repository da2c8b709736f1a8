package org.painbridge.server.imaging.cdshooks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.imaging.cdshooks.HookCalls.sign;

import io.micrometer.core.instrument.MeterRegistry;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import org.painbridge.imaging.ProcedureCatalogue;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerTest;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.imaging.ToldDecisions;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;
import org.painbridge.server.imaging.cdshooks.HookSettings.Trust;
import org.painbridge.server.outgoing.GuardedHttp;
import org.painbridge.server.security.ReplayGuard;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.mock.web.MockHttpServletRequest;

/** Parts of the service that break, and the switch for all of it. The parts around them are those of the server. */
@ServerTest
@ExtendWith(OutputCaptureExtension.class)
@Isolated("It reads what is logged")
class HookFailureIT extends HookScenarios {
    private static final Duration WITHIN = Duration.ofSeconds(2);
    private static final HookSettings LIVE = TestSettings.hooks(Mode.LIVE, Trust.OFF, Map.of());
    private static final String NOTHING = "{\"cards\":[]}";

    @Autowired
    private CallReader reader;

    @Autowired
    private ChartReader charts;

    @Autowired
    private OrderAssessor assessor;

    @Autowired
    private ImagingAppropriateness imaging;

    @Autowired
    private ProcedureCatalogue procedures;

    @Autowired
    private HookRecords records;

    @Autowired
    private Decisions decisions;

    @Autowired
    private ToldDecisions told;

    @Autowired
    private FhirStore fhirStore;

    @Autowired
    private HookSettings settings;

    @Autowired
    private Clients clients;

    @Autowired
    private GuardedHttp http;

    @Autowired
    private Discovery discovery;

    @Autowired
    private FeedbackBox feedback;

    @Autowired
    private CallBody bodies;

    @Autowired
    private Refusals refusals;

    @Autowired
    private MeterRegistry meters;

    @Test
    void whatFailsInsideIsAnsweredWithNoCardsCountedAndLoggedWithoutThePatient(CapturedOutput output) {
        ImagingHook broken = hook(LIVE, null, assessor);
        double before = failures();

        String answer = answer(broken, sign(mri()).withoutRedFlags());

        assertThat(answer).isEqualTo(NOTHING);
        assertThat(failures()).isEqualTo(before + 1);
        assertThat(output)
                .contains("A CDS Hooks call was answered without advice: java.lang.NullPointerException at")
                .doesNotContain("chart-1");
    }

    @Test
    void whatFailsInsideIsCountedWhereAnOperatorLooks() {
        answer(hook(LIVE, null, assessor), sign(mri()).withoutRedFlags());

        Answer figures = hooks().get("metrics");

        assertThat(figures).hasStatus(200);
        assertThat(figures.header("Content-Type").orElse("")).startsWith("text/plain");
        assertThat(figures.text())
                .containsPattern("painbridge_cds_failures_total\\{cause=\"NullPointerException\"\\} [1-9]")
                .containsPattern("painbridge_cds_calls_seconds_count\\{hook=\"unknown\",outcome=\"failed\"\\} [1-9]")
                .doesNotContain("chart-1");
    }

    @Test
    void whereItCannotBeToldWhetherATokenWasUsedTheOrderGoesOnWithoutAdvice(CapturedOutput output) {
        ReplayGuard broken = (issuer, id, expires) -> {
            throw new StoreProblem.Unavailable("The database does not answer at the moment", new SQLException());
        };
        ClientTrust required = new ClientTrust(settings, clients, keys(), broken, Clock.systemUTC());
        HooksController controller =
                new HooksController(discovery, required, hook(LIVE, charts, assessor), feedback, bodies, refusals);
        double before = failures("Unavailable");

        byte[] answer = controller.call(
                Discovery.SERVICE,
                new MockHttpServletRequest(),
                "Bearer " + TestClient.SIGNING.token(settings.baseUrl() + "/" + Discovery.SERVICE),
                null);

        assertThat(new String(answer, StandardCharsets.UTF_8)).isEqualTo(NOTHING);
        assertThat(failures("Unavailable")).isEqualTo(before + 1);
        assertThat(output).contains("A CDS Hooks call was answered without advice");
    }

    private ClientKeys keys() {
        return new ClientKeys(settings.clients(), http);
    }

    @Test
    void anOrderThatFailsTakesNoOtherWithIt(CapturedOutput output) {
        ImagingHook broken = hook(LIVE, charts, new OrderAssessor(null, procedures, Clock.systemUTC(), ZoneOffset.UTC));

        String answer = answer(broken, sign(mri(), mri().put("id", "order-2")).withoutRedFlags());

        assertThat(answer).contains("ServiceRequest/order-1", "ServiceRequest/order-2", "this server failed");
        assertThat(output).doesNotContain("chart-1");
    }

    @Test
    void theSwitchForAllSilencesEveryCall() {
        ImagingHook off = hook(TestSettings.hooks(Mode.OFF, Trust.OFF, Map.of()), charts, assessor);

        assertThat(answer(off, sign(mri()).withoutRedFlags())).isEqualTo(NOTHING);
        assertThat(new String(new Discovery(Mode.OFF, "1").answer(), StandardCharsets.UTF_8))
                .isEqualTo("{\"services\":[]}");
    }

    @Test
    void aScenarioThatIsSwitchedOffIsRecordedAndShownToNobody() {
        HookSettings settings = TestSettings.hooks(Mode.LIVE, Trust.OFF, WITHIN, Set.of("S01"), Map.of());

        String answer = answer(hook(settings, charts, assessor), sign(mri()).withoutRedFlags());

        assertThat(answer).contains("switched off", "\"cards\":[]").doesNotContain("systemActions");
    }

    @Test
    void ordersForWhichThereIsNoTimeAreNamed() {
        HookSettings settings = TestSettings.hooks(Mode.LIVE, Trust.OFF, Duration.ofNanos(1), Set.of(), Map.of());

        String answer = answer(hook(settings, charts, assessor), sign(mri()).withoutRedFlags());

        assertThat(answer).contains("the time for the answer was over").doesNotContain("systemActions");
    }

    /** The queue of a log that nobody empties. */
    @Test
    void aDecisionThatCannotBeKeptIsToldWithoutToken() {
        DecisionLog full = new DecisionLog(told, fhirStore, Clock.systemUTC(), WITHIN, meters);
        HookDecisions kept = new HookDecisions(decisions, told, full, imaging, 3, "https://pages.example");
        ImagingHook hook = new ImagingHook(
                new Clients(LIVE, TestSettings.CHART),
                reader,
                charts,
                assessor,
                new HookRecords(meters, kept, (client, request, patients) -> {}),
                LIVE);
        double before = meters.counter("painbridge.cds.records.lost").count();
        assertThat(answer(hook, sign(mri()).withoutRedFlags())).contains("\"url\":\"token\"");

        while (full.hasRoom()) {
            full.add(new ToldDecisions.Packed(null, null, Optional.empty()));
        }
        String answer = answer(hook, sign(mri()).withoutRedFlags());

        assertThat(answer).contains("systemActions", "imaging-appropriateness").doesNotContain("\"url\":\"token\"");
        assertThat(meters.counter("painbridge.cds.records.lost").count()).isEqualTo(before + 1);
    }

    @Test
    void oldRecordsGo() {
        Clock later = Clock.offset(Clock.systemUTC(), Duration.ofDays(1));
        String card = UUID.randomUUID().toString();
        hooks().post(
                        SERVICE + "/feedback",
                        "{\"feedback\":[{\"card\":\"" + card
                                + "\",\"outcome\":\"overridden\",\"outcomeTimestamp\":\"2026-11-27T15:00:00Z\"}]}");

        new DecisionLog(told, fhirStore, later, Duration.ofDays(2), meters).tidy();
        assertThat(feedback(card)).isEqualTo(1);

        new DecisionLog(told, fhirStore, later, Duration.ofHours(1), meters).tidy();
        assertThat(feedback(card)).isZero();
    }

    private int feedback(String card) {
        return database()
                .sql("select count(*) from imaging_feedback where card = ?")
                .param(card)
                .query(Integer.class)
                .single();
    }

    /** The part that is null is the one that breaks. */
    private ImagingHook hook(HookSettings settings, ChartReader chart, OrderAssessor orders) {
        return new ImagingHook(new Clients(settings, TestSettings.CHART), reader, chart, orders, records, settings);
    }

    private static String answer(ImagingHook hook, HookCalls call) {
        byte[] body = call.toString().getBytes(StandardCharsets.UTF_8);
        return new String(
                hook.answer(body, Optional.empty(), null, new MockHttpServletRequest()), StandardCharsets.UTF_8);
    }

    private double failures() {
        return failures("NullPointerException");
    }

    private double failures(String cause) {
        return meters.counter("painbridge.cds.failures", "cause", cause).count();
    }
}
