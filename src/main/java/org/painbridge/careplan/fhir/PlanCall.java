package org.painbridge.careplan.fhir;

import java.util.Set;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Party;
import org.painbridge.careplan.PlanMove;
import org.painbridge.careplan.Speaker;

/**
 * An operation on a plan: by whom, and with what.
 *
 * @param target what it is called on: the plan, or a task of it
 */
public record PlanCall(LivingPlan plan, String target, Speaker speaker, ExchangeParameters in) {
    /** @throws ExchangeRefusal if the speaker has nothing to do with the plan */
    public Set<Party> parties() {
        Set<Party> parties = plan.parties(speaker);
        if (parties.isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.NOT_MEMBER,
                    "",
                    "The author has no part in this plan: its custodian, those who were asked to review it, and the active"
                            + " members of its care team have.");
        }
        return parties;
    }

    /** @throws ExchangeRefusal if the speaker may not, or it does not lead on from where the plan is */
    void move(PlanMove move) {
        plan.become(plan.state().after(move, parties()));
    }
}
