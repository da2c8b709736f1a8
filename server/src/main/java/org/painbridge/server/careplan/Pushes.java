package org.painbridge.server.careplan;

import ca.uhn.fhir.context.FhirContext;
import java.sql.SQLException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.PlanPush;
import org.painbridge.careplan.PushCheck;
import org.painbridge.careplan.PushProblem;
import org.painbridge.careplan.PushReason;
import org.painbridge.careplan.PushVerdict;
import org.painbridge.careplan.Repetition;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.fhir.AnswerWriter;
import org.painbridge.careplan.fhir.MemberForm;
import org.painbridge.careplan.fhir.ProvenanceWriter;
import org.painbridge.careplan.fhir.PushContent;
import org.painbridge.careplan.fhir.PushReader;
import org.painbridge.careplan.fhir.PushReading;
import org.painbridge.careplan.fhir.PushRecord;
import org.painbridge.careplan.fhir.PushWriter;
import org.painbridge.careplan.fhir.TaperReader;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.fhirserver.WriteCheck;
import org.painbridge.server.security.Caller;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;

/** How a care plan is handed over, whether by {@code $push} or by a message: read, checked and stored, once. */
final class Pushes {
    private final FhirContext context;
    private final WriteCheck writes;
    private final PushReader reader;
    private final PushCheck check;
    private final TaperReader taper;
    private final PushWriter writer;
    private final ZoneId zone;
    private final ProvenanceWriter provenances;
    private final AnswerWriter answers = new AnswerWriter();
    private final AnswerLog log = new AnswerLog();

    /** @param zone in which a date without time is meant */
    Pushes(
            FhirContext context,
            WriteCheck writes,
            ZoneId zone,
            PushReader reader,
            PushCheck check,
            TaperReader taper,
            PushWriter writer) {
        this.context = context;
        this.writes = writes;
        this.zone = zone;
        this.provenances = new ProvenanceWriter(zone);
        this.reader = reader;
        this.check = check;
        this.taper = taper;
        this.writer = writer;
    }

    /**
     * What a request says, each of whose members may be stored by its profile.
     *
     * @throws RequestProblem naming all that is wrong with it
     */
    PushContent read(Parameters request) {
        return switch (reader.read(request)) {
            case PushReading.Unreadable unreadable -> throw refusal(unreadable.problems());
            case PushReading.Read read -> {
                checkMembers(request);
                yield read.content();
            }
        };
    }

    private void checkMembers(Parameters request) {
        for (int i = 0; i < request.getParameter().size(); i++) {
            if (request.getParameter().get(i).getResource() instanceof Bundle bundle) {
                for (int j = 0; j < bundle.getEntry().size(); j++) {
                    String place = "Parameters.parameter[" + i + "].resource.entry[" + j + "].resource";
                    writes.require(bundle.getEntry().get(j).getResource(), place, MemberForm::problems);
                }
            }
        }
    }

    /**
     * @param digest of the body, by which a repetition is known before it is read; null where it is not
     * @param view of the caller
     * @throws RequestProblem naming all that keeps it from being stored
     */
    Parameters push(
            StoreTransaction transaction, PushContent content, @Nullable String digest, Caller caller, StoreView view)
            throws SQLException {
        PlanPush push = content.push();
        AnswerLog.Key key = new AnswerLog.Key(Speakers.owner(caller), push.identifier());
        Optional<AnswerLog.Earlier> earlier = log.await(transaction, key, PlanNames.of(push));
        if (earlier.isPresent()) {
            return repeated(content, earlier.get());
        }
        StoredDirectory directory = new StoredDirectory(transaction, view, zone);
        PushVerdict verdict = check.check(push, directory, transaction.now());
        return switch (verdict) {
            case PushVerdict.Refused refused -> throw refusal(refused.problems());
            case PushVerdict.Accepted accepted -> {
                Speaker speaker = speaker(accepted, caller);
                Patient patient = directory.stored(accepted.patient());
                yield content.dryRun()
                        ? answers.about(patient, writer.dryRun(accepted, look(transaction, content)))
                        : store(transaction, new Named(key, digest, patient), content, accepted, speaker);
            }
        };
    }

    /** By what a push is known again, and of whom it is. */
    private record Named(AnswerLog.Key key, @Nullable String digest, Patient patient) {}

    private Speaker speaker(PushVerdict.Accepted accepted, Caller caller) {
        try {
            return Speakers.as(accepted.author(), caller);
        } catch (ExchangeRefusal refusal) {
            throw new RequestProblem(Exchange.status(refusal.reason()), answers.refusal(refusal));
        }
    }

    private Parameters store(
            StoreTransaction transaction,
            Named named,
            PushContent content,
            PushVerdict.Accepted accepted,
            Speaker speaker)
            throws SQLException {
        List<TaperCheck.Finding> told = look(transaction, content);
        PushRecord written = writer.write(content, accepted, told, type -> transaction.newId(), transaction.now());
        for (Resource resource : written.resources()) {
            transaction.create(resource, resource.getIdElement().getIdPart());
        }
        transaction.create(provenances.pushed(written.resources(), speaker, transaction.now()));
        Parameters answer = answers.about(named.patient(), written.answer());
        String kept = context.newJsonParser().encodeResourceToString(answer);
        log.add(transaction, named.key(), new AnswerLog.Earlier(content.push().content(), kept), named.digest());
        return answer;
    }

    private List<TaperCheck.Finding> look(StoreTransaction transaction, PushContent content) {
        return taper.look(content, new HeldPlan(transaction)::look);
    }

    private Parameters repeated(PushContent content, AnswerLog.Earlier earlier) {
        if (content.after(earlier.content()) == Repetition.CONFLICT) {
            throw refusal(List.of(PushProblem.otherContent()));
        }
        return duplicate(earlier);
    }

    Parameters duplicate(AnswerLog.Earlier earlier) {
        return answers.duplicate(context.newJsonParser().parseResource(Parameters.class, earlier.answer()));
    }

    private RequestProblem refusal(List<PushProblem> problems) {
        return new RequestProblem(status(problems.getFirst().reason()), answers.refusal(problems));
    }

    /** docs/error-codes.md lists it. */
    static int status(PushReason reason) {
        return switch (reason) {
            case PARAMETER_INVALID, BUNDLE_INVALID -> 400;
            case PATIENT_UNKNOWN -> 404;
            case PLAN_EXISTS, PUSH_CONFLICT -> 409;
            default -> 422;
        };
    }
}
