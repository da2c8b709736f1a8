package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.fhir.Addressees;
import org.painbridge.server.careplan.figures.FigureTable;
import org.painbridge.server.careplan.figures.FigureTable.Asked;
import org.painbridge.server.store.Change;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.WriteListener;

/**
 * Notes when reviews and activities were asked for, and how they went on, in the transaction of their Tasks. Of a Task that comes
 * into the store half done counts what it and its Provenances say ({@link FigureRebuild}).
 */
final class FigureKeeper implements WriteListener {
    private static final long SECOND = 1000;
    private static final String CODES = "https://painbridge.example/fhir/CodeSystem/task-code";

    private final FigureTable table = new FigureTable();
    private final FigureRebuild rebuild;

    FigureKeeper(FigureRebuild rebuild) {
        this.rebuild = rebuild;
    }

    @Override
    public void beforeCommit(StoreTransaction transaction, List<Change> changes) throws SQLException {
        Set<String> fresh = new HashSet<>();
        for (Change change : changes) {
            if (change.stored().type().equals("Task")) {
                if (!fresh.add(change.stored().id())) {
                    transaction.flush(); // What it has so far is yet to be inserted.
                }
                note(transaction, change.stored().id(), change.stored().version(), change.resource());
            }
        }
    }

    private void note(StoreTransaction transaction, String id, int version, @Nullable Resource resource)
            throws SQLException {
        if (!(resource instanceof Task task)) {
            table.forget(transaction.connection(), id);
        } else if (isReview(task)) {
            review(transaction, id, version, task);
        } else if (isActivity(task)) {
            activity(transaction, id, version, task);
        }
    }

    static boolean isReview(Task task) {
        return task.getCode().hasCoding(CODES, "review-care-plan");
    }

    static boolean isActivity(Task task) {
        return task.getCode().hasCoding(CODES, "plan-activity");
    }

    private void review(StoreTransaction transaction, String id, int version, Task task) throws SQLException {
        long now = transaction.now().toEpochMilli();
        if (version == 1) {
            if (task.getStatus() == TaskStatus.REQUESTED) {
                table.add(transaction, asked(transaction, id, task, when(task, now)));
            } else {
                rebuild.rebuild(transaction, List.of(id));
            }
            return;
        }
        if (!FigureRebuild.isUnseen(task)) {
            table.acknowledged(transaction.connection(), id, received(task).orElse(now));
        }
        if (FigureRebuild.isDecided(task)) {
            table.decided(transaction.connection(), id, task.getStatus().toCode(), now);
        }
    }

    /** When it was asked for: where it says so it may have been before it came here. */
    static long when(Task task, long stored) {
        Long told = millis(task.getAuthoredOnElement());
        return told == null || told > stored || told / SECOND == stored / SECOND ? stored : told;
    }

    /** When it was received, where the Task says so. */
    static OptionalLong received(Task task) {
        Long start = millis(task.getExecutionPeriod().getStartElement());
        return start == null ? OptionalLong.empty() : OptionalLong.of(start);
    }

    static Asked asked(StoreTransaction transaction, String id, Task task, long now) {
        HeldPlan read = new HeldPlan(transaction);
        read.lookAll(Stream.of(task.getOwner(), task.getRequester())
                .map(reference -> String.valueOf(reference.getReference()))
                .filter(FigureKeeper::isAddressee)
                .toList());
        Optional<ServiceRequest> referral = referral(task, read);
        return new Asked(
                id,
                organization(task.getOwner(), read),
                organization(task.getRequester(), read),
                referral.map(request -> request.getIdElement().getIdPart()).orElse(null),
                referral.map(request -> millis(request.getAuthoredOnElement())).orElse(null),
                now,
                millis(task.getRestriction().getPeriod().getEndElement()));
    }

    /** What the plan names as the ServiceRequest that it answers, among the information that supports it. */
    private static Optional<ServiceRequest> referral(Task task, HeldPlan read) {
        return found(task.getFocus(), read)
                .filter(CarePlan.class::isInstance)
                .flatMap(plan -> ((CarePlan) plan)
                        .getSupportingInfo().stream()
                                .flatMap(reference -> found(reference, read).stream())
                                .filter(ServiceRequest.class::isInstance)
                                .map(ServiceRequest.class::cast)
                                .filter(ServiceRequest::hasAuthoredOn)
                                .findFirst());
    }

    private void activity(StoreTransaction transaction, String id, int version, Task task) throws SQLException {
        String state = task.getStatus() == null ? "" : task.getStatus().toCode();
        if (version > 1) {
            table.activity(transaction.connection(), id, state);
            return;
        }
        String organization = organization(task.getOwner(), new HeldPlan(transaction));
        long asked = when(task, transaction.now().toEpochMilli());
        table.addActivity(transaction, id, organization, asked, state);
    }

    static @Nullable String organization(Reference reference, HeldPlan read) {
        String address = String.valueOf(reference.getReference());
        return isAddressee(address)
                ? new Addressees(read::look)
                        .of(address)
                        .organization()
                        .map(StoredRef::id)
                        .orElse(null)
                : null;
    }

    private static boolean isAddressee(String address) {
        return address.matches("(Practitioner|PractitionerRole|Organization)/[A-Za-z0-9.-]+");
    }

    private static Optional<Resource> found(Reference reference, HeldPlan read) {
        IdType id = new IdType(reference.getReference());
        return id.hasResourceType() && id.hasIdPart() && !id.isAbsolute()
                ? read.look(id.getResourceType() + "/" + id.getIdPart())
                : Optional.empty();
    }

    private static @Nullable Long millis(BaseDateTimeType time) {
        return time.hasValue() ? Long.valueOf(time.getValue().toInstant().toEpochMilli()) : null;
    }
}
