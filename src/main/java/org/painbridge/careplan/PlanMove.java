package org.painbridge.careplan;

import static org.painbridge.careplan.Party.CUSTODIAN;
import static org.painbridge.careplan.Party.OWNER;
import static org.painbridge.careplan.Party.REVIEWER;
import static org.painbridge.careplan.Party.STEWARD;
import static org.painbridge.careplan.PlanStatus.ACTIVE;
import static org.painbridge.careplan.PlanStatus.COMPLETED;
import static org.painbridge.careplan.PlanStatus.DRAFT;
import static org.painbridge.careplan.PlanStatus.ENTERED_IN_ERROR;
import static org.painbridge.careplan.PlanStatus.ON_HOLD;
import static org.painbridge.careplan.PlanStatus.REVOKED;

import java.util.Locale;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** How a plan moves on after its push. What is agreed is for who was asked, everything else for the custodian. */
public enum PlanMove {
    ACCEPT(Set.of(DRAFT, ACTIVE), ACTIVE, Agreement::accepted, REVIEWER),
    ACCEPT_SOME(Set.of(DRAFT, ACTIVE), ACTIVE, before -> Agreement.PARTLY_AGREED, REVIEWER),
    DECLINE(Set.of(DRAFT, ACTIVE), null, Agreement::declined, REVIEWER),
    REQUEST_CHANGE(Set.of(DRAFT, ACTIVE), null, before -> Agreement.CHANGE_REQUESTED, REVIEWER),
    /** Nothing that was agreed to: words, a comment. The owner of a proposal brings what others have proposed. */
    AMEND(Set.of(DRAFT, ACTIVE, ON_HOLD), null, UnaryOperator.identity(), CUSTODIAN, OWNER),
    /** A medicine, dose, goal target, activity or owner: it has to be agreed to again. */
    AMEND_MATERIALLY(Set.of(DRAFT, ACTIVE, ON_HOLD), null, before -> Agreement.RE_REVIEW, CUSTODIAN, OWNER),
    HOLD(Set.of(ACTIVE), ON_HOLD, UnaryOperator.identity(), CUSTODIAN),
    RESUME(Set.of(ON_HOLD), ACTIVE, UnaryOperator.identity(), CUSTODIAN),
    HAND_OVER(Set.of(DRAFT, ACTIVE, ON_HOLD), null, UnaryOperator.identity(), CUSTODIAN),
    /** Whoever was asked to take the plan over does so. */
    TAKE_OVER(Set.of(DRAFT, ACTIVE, ON_HOLD), null, UnaryOperator.identity(), OWNER),
    COMPLETE(Set.of(ACTIVE), COMPLETED, UnaryOperator.identity(), CUSTODIAN),
    WITHDRAW(Set.of(DRAFT, ACTIVE, ON_HOLD), REVOKED, UnaryOperator.identity(), CUSTODIAN),
    WRONG_PATIENT(
            Set.of(DRAFT, ACTIVE, ON_HOLD, COMPLETED, REVOKED),
            ENTERED_IN_ERROR,
            UnaryOperator.identity(),
            CUSTODIAN,
            STEWARD);

    private final Gate<PlanStatus> gate;
    private final @Nullable PlanStatus to;
    private final UnaryOperator<Agreement> agreement;

    /** @param to null where the status stays */
    PlanMove(Set<PlanStatus> from, @Nullable PlanStatus to, UnaryOperator<Agreement> agreement, Party... by) {
        this.gate = new Gate<>(from, Set.of(by));
        this.to = to;
        this.agreement = agreement;
    }

    public String code() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    Gate<PlanStatus> gate() {
        return gate;
    }

    PlanStatus to(PlanStatus before) {
        return to == null ? before : to;
    }

    Agreement agreement(Agreement before) {
        return agreement.apply(before);
    }
}
