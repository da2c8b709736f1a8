package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.painbridge.server.careplan.figures.FigureTable;
import org.painbridge.server.store.DerivedRows;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Makes the rows of figures anew from the versions of Tasks: of what was stored before there were figures, and of what comes from
 * another server. When something was decided that came here decided is what its Provenance says, else what the Task does; where
 * neither does, the review is in no figure.
 */
final class FigureRebuild implements DerivedRows {
    private static final String ACTIONS = "https://painbridge.example/fhir/CodeSystem/plan-action";
    /** What a review that was accepted becomes. */
    private static final Set<TaskStatus> AFTER_ACCEPTED = Set.of(
            TaskStatus.ACCEPTED, TaskStatus.INPROGRESS, TaskStatus.ONHOLD, TaskStatus.COMPLETED, TaskStatus.FAILED);

    private static final Set<TaskStatus> UNSEEN = Set.of(TaskStatus.REQUESTED, TaskStatus.CANCELLED);
    /** Of a review that says so itself. */
    private static final Set<TaskStatus> DECIDED = Set.of(TaskStatus.ACCEPTED, TaskStatus.REJECTED);

    private final FigureTable table = new FigureTable();

    /** A Task as it was from then on. */
    private record Version(Task task, long stored) {}

    @Override
    public boolean areOf(String type) {
        return type.equals("Task");
    }

    @Override
    public void rebuild(StoreTransaction transaction, List<String> ids) throws SQLException {
        transaction.flush();
        for (String id : ids) {
            List<Version> versions = versions(transaction, id);
            if (versions.isEmpty()) {
                table.forget(transaction.connection(), id);
                continue;
            }
            Task now = versions.getLast().task();
            if (FigureKeeper.isReview(now)) {
                table.forget(transaction.connection(), id);
                review(transaction, id, versions);
            } else if (FigureKeeper.isActivity(now)) {
                table.forget(transaction.connection(), id);
                activity(transaction, id, versions);
            }
        }
    }

    /** Those since it was last deleted; none where it is now. */
    private static List<Version> versions(StoreTransaction transaction, String id) throws SQLException {
        List<Version> versions = new ArrayList<>();
        Optional<StoredResource> current = transaction.read("Task", id);
        for (int i = 1; current.isPresent() && i <= current.get().version(); i++) {
            StoredResource version = transaction.version("Task", id, i).orElse(null);
            if (version == null || version.deleted()) {
                versions.clear();
            } else {
                versions.add(new Version(
                        transaction.parse(Task.class, version),
                        version.updated().toEpochMilli()));
            }
        }
        return versions;
    }

    private void activity(StoreTransaction transaction, String id, List<Version> versions) {
        Task now = versions.getLast().task();
        Version first = versions.getFirst();
        table.addActivity(
                transaction,
                id,
                FigureKeeper.organization(now.getOwner(), new HeldPlan(transaction)),
                FigureKeeper.when(first.task(), first.stored()),
                now.getStatus() == null ? "" : now.getStatus().toCode());
    }

    private void review(StoreTransaction transaction, String id, List<Version> versions) throws SQLException {
        Version first = versions.getFirst();
        boolean cameAsked = isUnseen(first.task());
        List<Provenance> told = cameAsked ? List.of() : provenances(transaction, id);
        OptionalLong decided = decided(versions, told);
        boolean unknown =
                versions.stream().anyMatch(version -> decision(version).isPresent()) && decided.isEmpty();
        if (unknown) {
            return;
        }
        OptionalLong received = received(versions, told, decided);
        table.add(
                transaction,
                FigureKeeper.asked(transaction, id, first.task(), FigureKeeper.when(first.task(), first.stored())));
        transaction.flush();
        if (received.isPresent()) {
            table.acknowledged(transaction.connection(), id, received.getAsLong());
        }
        if (decided.isPresent()) {
            String decision = versions.stream()
                    .flatMap(version -> decision(version).stream())
                    .findFirst()
                    .orElseThrow();
            table.decided(transaction.connection(), id, decision, decided.getAsLong());
        }
    }

    /** What says nothing of its state was neither seen nor decided. */
    static boolean isUnseen(Task task) {
        return task.getStatus() == null || UNSEEN.contains(task.getStatus());
    }

    static boolean isDecided(Task task) {
        return task.getStatus() != null && DECIDED.contains(task.getStatus());
    }

    private static Optional<String> decision(Version version) {
        TaskStatus status = version.task().getStatus();
        if (status == TaskStatus.REJECTED) {
            return Optional.of("rejected");
        }
        return status != null && AFTER_ACCEPTED.contains(status) ? Optional.of("accepted") : Optional.empty();
    }

    private static OptionalLong decided(List<Version> versions, List<Provenance> told) {
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            if (decision(version).isPresent()) {
                return i > 0 ? OptionalLong.of(version.stored()) : ofOld(version.task(), told);
            }
        }
        return OptionalLong.empty();
    }

    /** Of a Task that came here decided. */
    private static OptionalLong ofOld(Task task, List<Provenance> told) {
        OptionalLong said = recorded(told, "respond");
        boolean itself = said.isEmpty() && task.hasLastModified() && isDecided(task);
        return itself ? OptionalLong.of(task.getLastModified().getTime()) : said;
    }

    private static OptionalLong received(List<Version> versions, List<Provenance> told, OptionalLong decided) {
        for (int i = 0; i < versions.size(); i++) {
            Version version = versions.get(i);
            if (!isUnseen(version.task())) {
                OptionalLong said = FigureKeeper.received(version.task());
                if (said.isPresent() || i > 0) {
                    return said.isPresent() ? said : OptionalLong.of(version.stored());
                }
                OptionalLong acknowledged = recorded(told, "acknowledge");
                return acknowledged.isPresent() ? acknowledged : decided; // What answers has received.
            }
        }
        return OptionalLong.empty();
    }

    private static OptionalLong recorded(List<Provenance> told, String action) {
        return told.stream()
                .filter(each -> each.getActivity().hasCoding(ACTIONS, action))
                .mapToLong(each -> each.getRecorded().getTime())
                .findFirst();
    }

    /** The oldest first. */
    private static List<Provenance> provenances(StoreTransaction transaction, String id) throws SQLException {
        SearchQuery query =
                SearchQuery.of("Provenance").where("target", "Task/" + id).where("_count", "1000");
        List<Provenance> all = new ArrayList<>();
        for (StoredResource stored : transaction.searchAll(query)) {
            Resource resource = transaction.parse(stored);
            if (resource instanceof Provenance provenance && provenance.hasRecorded()) {
                all.add(provenance);
            }
        }
        all.sort(Comparator.comparing(Provenance::getRecorded));
        return all;
    }
}
