package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.BusinessIdentifier;
import org.painbridge.careplan.ContentHash;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Repetition;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.fhir.AnswerWriter;
import org.painbridge.careplan.fhir.Escalation;
import org.painbridge.careplan.fhir.ExchangeParameters;
import org.painbridge.careplan.fhir.LivingPlan;
import org.painbridge.careplan.fhir.MemberForm;
import org.painbridge.careplan.fhir.PlanAction;
import org.painbridge.careplan.fhir.PlanCall;
import org.painbridge.careplan.fhir.PlanDesk;
import org.painbridge.careplan.fhir.PlanParties;
import org.painbridge.careplan.fhir.ProvenanceWriter;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.careplan.Speakers.Voice;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.Versions;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.StoredResource;

/** Runs the operations on stored plans: each in one transaction with its Provenance and answer, each request once (ADR 0017). */
final class Exchange {
    /** What is said of a plan that the sender has no part in, and of a task of none. */
    private static final Set<ExchangeReason> NOT_OF_YOURS =
            Set.of(ExchangeReason.NOT_MEMBER, ExchangeReason.TASK_OTHER);

    private final FhirContext context;
    private final FhirStore store;
    private final WriteCheck writes;
    private final Speakers speakers;
    private final CallerViews views;
    private final ZoneId zone;
    private final AnswerWriter answers = new AnswerWriter();
    private final ProvenanceWriter provenances;
    private final AnswerLog log = new AnswerLog();

    Exchange(
            FhirContext context,
            FhirStore store,
            WriteCheck writes,
            Speakers speakers,
            CallerViews views,
            ZoneId zone) {
        this.context = context;
        this.store = store;
        this.writes = writes;
        this.speakers = speakers;
        this.views = views;
        this.zone = zone;
        this.provenances = new ProvenanceWriter(zone);
    }

    /** A request that was read. */
    record Request(
            PlanAction action,
            IdType target,
            ExchangeParameters in,
            Voice voice,
            AnswerLog.Key key,
            ContentHash content,
            StoreView view,
            @Nullable Integer version) {}

    /** @param target the plan, or a task of one */
    Parameters perform(PlanAction action, IdType target, @Nullable IBaseResource body, RequestDetails sent) {
        try {
            Request request = read(action, target, CapabilityOperations.parameters(body), sent);
            return store.write(transaction -> perform(transaction, request));
        } catch (ExchangeRefusal refusal) {
            throw problem(refusal, target, sent);
        } catch (StoreProblem.NotFound
                | StoreProblem.Gone problem) { // It may be what the target names that is not there.
            throw isHidden(target, sent) ? notFound(target) : problem;
        }
    }

    /** Who may not read it either does not learn that it is there. */
    RuntimeException problem(ExchangeRefusal refusal, IdType target, RequestDetails sent) {
        return NOT_OF_YOURS.contains(refusal.reason()) && isHidden(target, sent)
                ? notFound(target)
                : new RequestProblem(status(refusal.reason()), answers.refusal(refusal));
    }

    private static StoreProblem notFound(IdType target) {
        return new StoreProblem.NotFound(target.getResourceType() + "/" + target.getIdPart());
    }

    private boolean isHidden(IdType target, RequestDetails sent) {
        return views.of(sent).read(target.getResourceType(), target.getIdPart()).isEmpty();
    }

    private Request read(PlanAction action, IdType target, Parameters parameters, RequestDetails sent) {
        Integer version = Versions.expected(sent.getHeader(Constants.HEADER_IF_MATCH), "http.If-Match");
        return read(action, target, parameters, version, sent);
    }

    /** @param version of the target that the sender has seen; null where it does not say */
    Request read(
            PlanAction action, IdType target, Parameters parameters, @Nullable Integer version, RequestDetails sent) {
        store.localise(parameters);
        ExchangeParameters in = ExchangeParameters.of(parameters, action.parameters());
        if (version == null && action.needsVersion()) {
            throw new RequestProblem(
                    ErrorCode.VERSION_REQUIRED,
                    "http.If-Match",
                    "Send If-Match: W/\"<version>\" with the version that you have seen, so that nothing newer is overlooked");
        }
        checkResources(parameters.getParameter(), "Parameters.parameter");
        Optional<BusinessIdentifier> named = in.identifier();
        BusinessIdentifier identifier = named.or(() -> action.impliedIdentifier(in))
                .orElseThrow(() -> new ExchangeRefusal(
                        ExchangeReason.PARAMETER_INVALID, "Parameters", "The parameter identifier is missing."));
        Voice voice = speakers.of(sent, in.reference(ExchangeParameters.AUTHOR));
        ContentHash content = named.isPresent()
                ? ExchangeParameters.fingerprint(context, action.code() + " " + target.getIdPart(), parameters)
                : ContentHash.of(List.of(action.code(), target.getIdPart()));
        StoreView view = views.of(sent);
        if (view.withholds(target.getResourceType(), target.getIdPart())) {
            throw notFound(target);
        }
        AnswerLog.Key key = new AnswerLog.Key(voice.owner(), identifier);
        return new Request(action, target, in, voice, key, content, view, version);
    }

    private void checkResources(List<ParametersParameterComponent> parameters, String place) {
        for (int i = 0; i < parameters.size(); i++) {
            ParametersParameterComponent parameter = parameters.get(i);
            String here = place + "[" + i + "]";
            if (parameter.hasResource()) {
                writes.require(parameter.getResource(), here + ".resource", MemberForm::problems);
            }
            checkResources(parameter.getPart(), here + ".part");
        }
    }

    Parameters perform(StoreTransaction transaction, Request request) throws SQLException {
        Optional<AnswerLog.Earlier> earlier = log.await(transaction, request.key());
        boolean ofTask = request.target().getResourceType().equals("Task");
        String id = request.target().getIdPart();
        if (earlier.isPresent()) {
            requirePart(transaction, request, ofTask ? planOf(transaction, id) : id);
            return repeated(request, earlier.get());
        }
        StoredResource stored = held(transaction, "CarePlan", ofTask ? planOf(transaction, id) : id);
        StoredResource target = ofTask ? held(transaction, "Task", id) : stored;
        LivingPlan plan = living(transaction, stored, request.view());
        Speaker speaker = request.voice().in(plan);
        PlanCall call = new PlanCall(plan, target.reference(), speaker, request.in());
        call.parties(); // Before the version, which is told to nobody else.
        if (request.version() != null && request.version() != target.version()) {
            throw new StoreProblem.StaleVersion(target.reference(), request.version(), target.version());
        }
        Parameters answer = answers.first(request.action().run(call));
        keep(transaction, plan, provenances.write(request.action().code(), plan, speaker));
        log.add(transaction, request.key(), new AnswerLog.Earlier(request.content(), encoded(answer)));
        return answer;
    }

    /** What one colleague was answered is not told to another, unless they take or took part themselves. */
    private void requirePart(StoreTransaction transaction, Request request, String plan) throws SQLException {
        Optional<StoredResource> stored = transaction.read("CarePlan", plan).filter(found -> !found.deleted());
        Voice voice = request.voice();
        boolean part = voice.steward()
                || stored.isEmpty()
                || new PlanParties(living(transaction, stored.get(), null)).hadPart(voice.members());
        if (!part) {
            throw new ExchangeRefusal(
                    ExchangeReason.NOT_MEMBER,
                    "",
                    "The author has no part in this plan, and has sent no such request.");
        }
    }

    private LivingPlan living(StoreTransaction transaction, StoredResource plan, @Nullable StoreView view) {
        return new LivingPlan(
                transaction.parse(CarePlan.class, plan),
                new HeldPlan(transaction, view),
                new PlanDesk(transaction.now(), type -> transaction.newId(), zone));
    }

    /** What the clock says of a review; nothing where it says nothing new. */
    boolean escalate(String review, Deadlines deadlines) {
        return store.write(transaction -> {
            String plan = planOf(transaction, review.substring("Task/".length()));
            LivingPlan living = living(transaction, held(transaction, "CarePlan", plan), null);
            boolean told = new Escalation(living, deadlines).run(review);
            if (told) {
                keep(transaction, living, provenances.ofClock("escalate", living));
            }
            return told;
        });
    }

    static void keep(StoreTransaction transaction, LivingPlan plan, Resource provenance) throws SQLException {
        for (Resource created : plan.created()) {
            transaction.create(created, created.getIdElement().getIdPart());
        }
        for (Resource changed : plan.changed()) {
            transaction.update(changed, null);
        }
        transaction.create(provenance);
    }

    static StoredResource held(StoreTransaction transaction, String type, String id) throws SQLException {
        StoredResource stored =
                transaction.readToChange(type, id).orElseThrow(() -> new StoreProblem.NotFound(type + "/" + id));
        if (stored.deleted()) {
            throw new StoreProblem.Gone(type + "/" + id, stored.updated());
        }
        return stored;
    }

    /** The plan that a task is about, looked at before both are held: the plan comes first, for all operations. */
    private static String planOf(StoreTransaction transaction, String task) throws SQLException {
        IdType focus =
                new IdType(transaction.require(Task.class, task).getFocus().getReference());
        if (!"CarePlan".equals(focus.getResourceType()) || focus.isAbsolute()) {
            throw new ExchangeRefusal(ExchangeReason.TASK_OTHER, "", "This is no task of a plan.");
        }
        return focus.getIdPart();
    }

    private Parameters repeated(Request request, AnswerLog.Earlier earlier) {
        if (request.content().after(earlier.content()) == Repetition.CONFLICT) {
            throw new ExchangeRefusal(
                    ExchangeReason.IDENTIFIER_USED,
                    "Parameters.parameter.where(name='identifier').value",
                    "This identifier was used before with other content. Use a new one for a new request; repeat the first"
                            + " content unchanged to get its answer again.");
        }
        return answers.duplicate(context.newJsonParser().parseResource(Parameters.class, earlier.answer()));
    }

    private String encoded(Parameters answer) {
        return context.newJsonParser().setStripVersionsFromReferences(false).encodeResourceToString(answer);
    }

    /** docs/error-codes.md lists it. */
    static int status(ExchangeReason reason) {
        return switch (reason) {
            case PARAMETER_INVALID -> 400;
            case AUTHOR_OTHER, NOT_MEMBER, NOT_YOURS -> 403;
            case WRONG_STATE, TASKS_OPEN, IDENTIFIER_USED, CHANGE_CONFLICT -> 409;
            default -> 422;
        };
    }
}
