package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Extension;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.MissingElement;
import org.painbridge.imaging.fhir.CdsCard;
import org.painbridge.imaging.fhir.CdsCards;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.OrderRating;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.imaging.Decisions;
import org.painbridge.server.imaging.Origin;
import org.painbridge.server.imaging.cdshooks.HookDecisions.Judged;
import org.painbridge.server.imaging.cdshooks.HookDecisions.Told;
import org.painbridge.server.imaging.cdshooks.HookSettings.Mode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers calls. What fails on our side is answered with no cards, counted and logged: the order goes its way. */
final class ImagingHook {
    private static final Logger LOG = LoggerFactory.getLogger(ImagingHook.class);
    private static final int FRAMES = 8;
    private static final String LIVE = "live";

    private final Clients clients;
    private final CallReader reader;
    private final ChartReader charts;
    private final OrderAssessor assessor;
    private final HookRecords records;
    private final HookSettings settings;

    ImagingHook(
            Clients clients,
            CallReader reader,
            ChartReader charts,
            OrderAssessor assessor,
            HookRecords records,
            HookSettings settings) {
        this.clients = clients;
        this.reader = reader;
        this.charts = charts;
        this.assessor = assessor;
        this.records = records;
        this.settings = settings;
    }

    /**
     * @param trusted the client, where it has proved who it is
     * @param language the header Accept-Language
     * @throws RequestProblem where the call is at fault
     */
    byte[] answer(byte[] body, Optional<Caller> trusted, @Nullable String language, HttpServletRequest request) {
        long started = System.nanoTime();
        try {
            if (settings.mode() == Mode.OFF) {
                return HookAnswer.empty();
            }
            HookCall call = reader.read(body);
            byte[] answer = answer(call, trusted.orElseGet(() -> clients.ofCall(call)), language, request);
            records.answered(call.hook(), started);
            return answer;
        } catch (RequestProblem e) {
            records.refused(started);
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            records.failed(e, started);
            log(e);
            return HookAnswer.empty();
        }
    }

    /** No advice, rather than no order, where it cannot even be told who calls. */
    byte[] failed(RuntimeException failure) {
        records.failed(failure, System.nanoTime());
        log(failure);
        return HookAnswer.empty();
    }

    private byte[] answer(HookCall call, Caller caller, @Nullable String language, HttpServletRequest request) {
        List<DraftOrder> orders =
                call.orders().stream().filter(assessor::isImaging).toList();
        if (caller.mode() == Mode.OFF) {
            return HookAnswer.empty();
        }
        HookAnswer answer = new HookAnswer();
        answer.notes(call.notes());
        call.orders().stream()
                .filter(assessor::soundsLikeImaging)
                .forEach(order -> answer.note(
                        order.reference(),
                        "Not looked at: its words may mean imaging, but no code that is known here"));
        if (!orders.isEmpty()) {
            Chart chart = charts.read(call, caller, request);
            answer.notes(chart.notes());
            Language chosen = UserLanguage.of(language)
                    .or(chart::language)
                    .or(caller::language)
                    .orElse(Language.EN);
            Reading reading = new Reading(call.hook(), caller, chosen, answer, new ArrayList<>());
            assess(orders, chart, reading);
            byte[] bytes = bytes(answer, caller);
            records.called(caller, request, chart.ours() ? List.of(call.patientId()) : List.of());
            reading.made().forEach(records.decisions()::keep);
            return bytes;
        }
        records.called(caller, request, List.of());
        return bytes(answer, caller);
    }

    private static byte[] bytes(HookAnswer answer, Caller caller) {
        return caller.mode() == Mode.SHADOW ? HookAnswer.empty() : answer.bytes(caller.systemActions());
    }

    /**
     * What stays the same for all orders of a call.
     *
     * @param made what is to be kept once the call is answered
     */
    private record Reading(
            HookName hook, Caller caller, Language language, HookAnswer answer, List<Decisions.Entry> made) {
        CdsCards cards() {
            return new CdsCards(language);
        }

        Optional<AppLink> app(ImagingDecision decision) {
            return AppLink.of(caller.app(), decision, language);
        }

        Told told() {
            return new Told(language, new OrderRating(caller.rating()));
        }
    }

    private void assess(List<DraftOrder> orders, Chart chart, Reading reading) {
        Deadline deadline = Deadline.in(settings.answerWithin());
        OffsetDateTime now = assessor.now();
        for (DraftOrder order : orders) {
            if (deadline.hasPassed()) {
                reading.answer().note(order.reference(), "Not looked at: the time for the answer was over");
                records.late();
            } else {
                assess(order, chart, now, reading);
            }
        }
    }

    /** One order that fails takes no other with it. */
    private void assess(DraftOrder order, Chart chart, OffsetDateTime now, Reading reading) {
        try {
            Judged judged = judge(OrderAssessor.request(order, chart, now), reading.caller());
            ImagingDecision decision = judged.decision();
            Optional<CdsCard> card =
                    isSilenced(decision) ? Optional.empty() : reading.cards().card(decision);
            answer(decision, card, order, reading);
            String indicator =
                    card.map(shown -> shown.headline().indicator().code()).orElse("none");
            records.decided(decision, indicator, reading.caller());
            Origin origin = new Origin(
                    reading.caller().name(), reading.hook().code(), indicator, mode(decision, reading.caller()));
            reading.made().add(records.decisions().entry(judged, !chart.ours(), origin, reading.told()));
        } catch (RuntimeException | StackOverflowError e) {
            records.orderFailed(e);
            log(e);
            reading.answer().note(order.reference(), "Not rated: this server failed; its log has the cause");
        }
    }

    /** Signed where somebody sees it. */
    private Judged judge(ImagingRequest request, Caller caller) {
        ImagingDecision decision = assessor.decide(request);
        return mode(decision, caller).equals(LIVE)
                ? records.decisions().signed(request, decision)
                : new Judged(request, decision, Optional.empty());
    }

    private String mode(ImagingDecision decision, Caller caller) {
        if (isSilenced(decision)) {
            return "silenced";
        }
        return caller.mode() == Mode.SHADOW ? "shadow" : LIVE;
    }

    private void answer(ImagingDecision decision, Optional<CdsCard> card, DraftOrder order, Reading reading) {
        card.ifPresent(shown -> reading.answer().card(shown, order, reading.app(decision)));
        decision.leftOut()
                .forEach(left -> reading.answer()
                        .note(
                                order.reference(),
                                "Left out: " + left.expression() + ": "
                                        + left.problem().issueType()));
        List<Extension> rating = reading.caller().rating().extensions(decision);
        if (isSilenced(decision)) {
            reading.answer().note(order.reference(), "Not rated: the scenario is switched off");
        } else if (!rating.isEmpty()) {
            reading.answer().rating(rating, order);
        } else if (card.isEmpty()) {
            reading.answer().note(order.reference(), "Not rated: " + decision.result() + missing(decision));
        }
    }

    /** Which elements: of a chart with a resource of somebody else, which one. */
    private static String missing(ImagingDecision decision) {
        return decision.verdict() instanceof ImagingVerdict.NotRecognised not
                ? not.missing().stream()
                        .map(MissingElement::expression)
                        .distinct()
                        .collect(Collectors.joining(", ", ": ", ""))
                : "";
    }

    private boolean isSilenced(ImagingDecision decision) {
        return decision.verdict() instanceof ImagingVerdict.Rated rated
                && settings.silencedScenarios().contains(rated.scenario().id());
    }

    /** Not the message, nor the causes: they may quote the patient. */
    private static void log(Throwable failure) {
        LOG.error(
                "A CDS Hooks call was answered without advice: {} at {}",
                failure.getClass().getName(),
                Arrays.stream(failure.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < ")));
    }
}
