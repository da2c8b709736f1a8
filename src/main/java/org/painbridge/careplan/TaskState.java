package org.painbridge.careplan;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** Where a task of a plan stands, as {@code Task.status} says it. */
public enum TaskState {
    REQUESTED,
    RECEIVED,
    ACCEPTED,
    REJECTED,
    IN_PROGRESS,
    ON_HOLD,
    COMPLETED,
    FAILED,
    CANCELLED;

    /** Somebody still has to do something. */
    public static final Set<TaskState> OPEN = EnumSet.of(REQUESTED, RECEIVED, ACCEPTED, IN_PROGRESS, ON_HOLD);

    /** @throws ExchangeRefusal for a status that no task of a plan has */
    public static TaskState of(String code) {
        return find(code).orElseThrow(() -> ExchangeRefusal.wrongState("A task of a plan is never " + code + "."));
    }

    /** Empty for a status that only tasks have which did not begin here, as an imported draft. */
    public static Optional<TaskState> find(String code) {
        return Arrays.stream(values())
                .filter(state -> state.code().equals(code))
                .findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Of any task: one that this server does not know the state of waits for nobody here. */
    public static boolean isOpen(String code) {
        return find(code).filter(TaskState::isOpen).isPresent();
    }

    public boolean isOpen() {
        return OPEN.contains(this);
    }

    /**
     * The state after a move.
     *
     * @throws ExchangeRefusal if these parties may not make it, or it does not lead on from here
     */
    public TaskState after(TaskMove move, Set<Party> by) {
        move.gate().require(move.code(), "task", this, code(), by);
        return move.to();
    }
}
