package org.painbridge.careplan;

import static org.painbridge.careplan.Party.OWNER;
import static org.painbridge.careplan.Party.REQUESTER;
import static org.painbridge.careplan.TaskState.ACCEPTED;
import static org.painbridge.careplan.TaskState.CANCELLED;
import static org.painbridge.careplan.TaskState.COMPLETED;
import static org.painbridge.careplan.TaskState.FAILED;
import static org.painbridge.careplan.TaskState.IN_PROGRESS;
import static org.painbridge.careplan.TaskState.ON_HOLD;
import static org.painbridge.careplan.TaskState.RECEIVED;
import static org.painbridge.careplan.TaskState.REJECTED;
import static org.painbridge.careplan.TaskState.REQUESTED;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * How a review task or an activity task moves on. After the rules of the Dutch Shared Care Planning implementation ORCA
 * (SanteonNL/orca, handle_updatetask.go): the owner takes, refuses and works, the requester calls off, either pauses.
 */
public enum TaskMove {
    RECEIVE(Set.of(REQUESTED), RECEIVED, OWNER),
    ACCEPT(Set.of(REQUESTED, RECEIVED), ACCEPTED, OWNER),
    REJECT(Set.of(RECEIVED), REJECTED, OWNER),
    /** What was taken on is given back. */
    GIVE_BACK(Set.of(ACCEPTED), REJECTED, OWNER),
    START(Set.of(ACCEPTED), IN_PROGRESS, OWNER),
    COMPLETE(Set.of(IN_PROGRESS), COMPLETED, OWNER),
    FAIL(Set.of(IN_PROGRESS), FAILED, OWNER),
    HOLD(Set.of(IN_PROGRESS), ON_HOLD, OWNER, REQUESTER),
    RESUME(Set.of(ON_HOLD), IN_PROGRESS, OWNER, REQUESTER),
    CANCEL(TaskState.OPEN, CANCELLED, REQUESTER);

    private final Gate<TaskState> gate;
    private final TaskState to;

    TaskMove(Set<TaskState> from, TaskState to, Party... by) {
        this.gate = new Gate<>(from, Set.of(by));
        this.to = to;
    }

    /** The move that leads to a status; work that was paused goes on by {@link #RESUME}, and what was accepted is rejected by {@link #GIVE_BACK}. */
    public static Optional<TaskMove> to(TaskState wanted, TaskState now) {
        if (wanted == IN_PROGRESS && now == ON_HOLD) {
            return Optional.of(RESUME);
        }
        return wanted == REJECTED && now == ACCEPTED
                ? Optional.of(GIVE_BACK)
                : Stream.of(values()).filter(move -> move.to == wanted).findFirst();
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Gate<TaskState> gate() {
        return gate;
    }

    TaskState to() {
        return to;
    }
}
