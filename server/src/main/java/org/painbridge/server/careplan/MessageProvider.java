package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.exceptions.BaseServerResponseException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Repetition;
import org.painbridge.careplan.fhir.PlanAction;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.careplan.MessageWords.Taken;
import org.painbridge.server.careplan.PlanMessages.Meant;
import org.painbridge.server.fhirserver.AnswerStatus;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Permission;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;

/** FHIR messages in: docs/operations/process-message.md. Each is taken whole or not at all, and once (ADR 0030). */
public final class MessageProvider implements CapabilityOperations {
    private static final String DEFINED = "https://painbridge.example/fhir/MessageDefinition/";

    private final FhirContext context;
    private final FhirStore store;
    private final CallerViews views;
    private final Speakers speakers;
    private final WriteCheck writes;
    private final ProblemTranslator problems;
    private final Exchange exchange;
    private final PushMessages pushes;
    private final PlanMessages plans;
    private final PlanChangeMessages changes;
    private final MessageWords words;
    private final Set<String> systems;
    private final String base;
    private final AnswerLog log = new AnswerLog();

    /**
     * @param propose a change of a plan
     * @param progress of an activity of one
     * @param systems of the codes of events
     * @param base of this server, as clients see it
     */
    MessageProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            Speakers speakers,
            WriteCheck writes,
            ProblemTranslator problems,
            Exchange exchange,
            PlanAction propose,
            PlanAction progress,
            Pushes pushes,
            MessageWords words,
            Set<String> systems,
            String base) {
        this.context = context;
        this.store = store;
        this.views = views;
        this.speakers = speakers;
        this.writes = writes;
        this.problems = problems;
        this.exchange = exchange;
        this.pushes = new PushMessages(pushes);
        this.plans = new PlanMessages(store, views, progress);
        this.changes = new PlanChangeMessages(context, views, propose);
        this.words = words;
        this.systems = Set.copyOf(systems);
        this.base = base;
    }

    @Operation(
            name = "$process-message",
            canonicalUrl = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message")
    public Bundle process(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        checkParameters(request);
        SentMessage message = SentMessage.of(body, new LinkedHashSet<>(List.of(base, request.getFhirServerBase())));
        try {
            message.check();
            return take(event(message), message, request);
        } catch (RuntimeException e) {
            BaseServerResponseException refusal = problems.translate(e, request);
            AnswerStatus.set(request, refusal.getStatusCode());
            refusal.getResponseHeaders()
                    .getOrDefault(MessageWords.RETRY, List.of())
                    .forEach(seconds -> request.getResponse().addHeader(MessageWords.RETRY, seconds));
            return words.refused(message, refusal);
        }
    }

    private static void checkParameters(RequestDetails request) {
        request.getParameters().forEach((name, values) -> {
            boolean now = name.equals("async") && List.of(values).equals(List.of("false"));
            if (!now && !SearchQuery.PRESENTATION.contains(name)) {
                throw new RequestProblem(
                        ErrorCode.UNSUPPORTED_PARAMETER,
                        "http." + name,
                        "Messages are answered at once here: leave async and response-url out");
            }
        });
    }

    private MessageEvent event(SentMessage message) {
        Coding coding = message.header().hasEventCoding() ? message.header().getEventCoding() : new Coding();
        return Optional.of(coding)
                .filter(each -> systems.contains(String.valueOf(each.getSystem())))
                .flatMap(each -> MessageEvent.of(String.valueOf(each.getCode())))
                .orElseThrow(() -> new RequestProblem(
                        ErrorCode.MESSAGE_EVENT_UNKNOWN,
                        "Bundle.entry[0].resource.event",
                        "The events that are taken here are " + MessageEvent.codes() + ", of the system "
                                + String.join(" or ", systems)));
    }

    private Bundle take(MessageEvent event, SentMessage message, RequestDetails request) {
        Caller caller = speakers.caller(request);
        AnswerLog.Key key = new AnswerLog.Key(
                Speakers.owner(caller), new BusinessIdentifier("message " + message.source(), message.id()));
        ContentHash content = content(message);
        Optional<Meant> meant = plans.meant(event, message, request).or(() -> changes.meant(event, message, request));
        if (meant.isPresent()) {
            require(caller.mayForAll(Permission.UPDATE, "CarePlan"), "CarePlan.u");
            return operate(meant.get(), message, key, content, caller, request);
        }
        if (PushMessages.isPush(event, message)) {
            require(caller.mayForAll(Permission.CREATE, "CarePlan"), "CarePlan.c");
            StoreView view = views.of(request);
            return store.write(transaction ->
                    once(transaction, key, content, message, () -> pushes.take(transaction, message, caller, view)));
        }
        Permission permission = event.creates() ? Permission.CREATE : Permission.UPDATE;
        require(caller.may(permission, event.focus()), event.focus() + "." + permission.letter());
        return views.of(request)
                .write(transaction -> once(
                        transaction.whole(),
                        key,
                        content,
                        message,
                        () -> new ReferralMessages(writes, transaction, message).take(event)));
    }

    private static void require(boolean may, String scope) {
        if (!may) {
            throw new RequestProblem(
                    ErrorCode.SCOPE_MISSING,
                    "",
                    "The scopes of the token do not allow this: it needs user/ or system/" + scope);
        }
    }

    private Bundle operate(
            Meant meant,
            SentMessage message,
            AnswerLog.Key key,
            ContentHash content,
            Caller caller,
            RequestDetails request) {
        try {
            if (caller.speaksForOthers("CarePlan")) {
                author(message).ifPresent(author -> meant.parameters().addParameter("author", new Reference(author)));
            }
            Exchange.Request read =
                    exchange.read(meant.action(), meant.plan(), meant.parameters(), meant.version(), request);
            return store.write(transaction -> once(transaction, key, content, message, () -> {
                Parameters answer = exchange.perform(transaction, read);
                PlanMessages.requirePatient(transaction, meant, message);
                return changed(answer);
            }));
        } catch (ExchangeRefusal refusal) {
            throw exchange.problem(refusal, meant.plan(), request);
        }
    }

    /** Who is behind a message that comes by a program of nobody. */
    private static Optional<String> author(SentMessage message) {
        return List.of(message.header().getAuthor(), message.header().getSender()).stream()
                .flatMap(reference -> message
                        .here(reference.getReference())
                        .or(() -> message.target(reference).flatMap(entry -> message.here(entry.fullUrl())))
                        .stream())
                .findFirst();
    }

    private static Taken changed(Parameters answer) {
        List<String> changed = new ArrayList<>();
        for (ParametersParameterComponent parameter : answer.getParameter()) {
            if (parameter.getValue() instanceof Reference reference) {
                changed.add(reference.getReference());
            }
        }
        return new Taken(changed, List.of());
    }

    /** What is done about a message. */
    @FunctionalInterface
    private interface Work {
        Taken run() throws SQLException;
    }

    private Bundle once(
            StoreTransaction transaction, AnswerLog.Key key, ContentHash content, SentMessage message, Work work)
            throws SQLException {
        Optional<AnswerLog.Earlier> earlier = log.await(transaction, key);
        if (earlier.isPresent()) {
            if (content.after(earlier.get().content()) == Repetition.CONFLICT) {
                throw new RequestProblem(
                        ErrorCode.MESSAGE_CONFLICT,
                        "Bundle.entry[0].resource.id",
                        "A message of this id was taken before with other content: give each message an id of its own");
            }
            return context.newJsonParser()
                    .parseResource(Bundle.class, earlier.get().answer());
        }
        Bundle answer = words.taken(message, work.run());
        log.add(
                transaction,
                key,
                new AnswerLog.Earlier(content, context.newJsonParser().encodeResourceToString(answer)));
        return answer;
    }

    private ContentHash content(SentMessage message) {
        List<String> parts = new ArrayList<>(List.of("message"));
        message.entries()
                .forEach(entry -> parts.add(entry.fullUrl() + " "
                        + context.newJsonParser()
                                .setStripVersionsFromReferences(false)
                                .encodeResourceToString(entry.resource())));
        return ContentHash.of(parts);
    }

    @Override
    public void describe(CapabilityStatement statement) {
        var messaging = statement
                .addMessaging()
                .setDocumentation(
                        "Messages are taken at [base]/$process-message and answered at once; one that comes again is"
                                + " known by source.endpoint and the id of its header.");
        for (MessageEvent event : MessageEvent.values()) {
            messaging
                    .addSupportedMessage()
                    .setMode(EventCapabilityMode.RECEIVER)
                    .setDefinition(DEFINED + event.code());
        }
    }
}
