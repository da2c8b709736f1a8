package org.painbridge.careplan.fhir;

import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.Parameters;
import org.painbridge.careplan.BusinessIdentifier;

/** One operation on a stored plan. */
public interface PlanAction {
    /** Its code in {@code CodeSystem/plan-action}. */
    String code();

    /** The names of its parameters, but those that all operations have. */
    Set<String> parameters();

    /** Whether the caller has to say which version it has seen. */
    default boolean needsVersion() {
        return false;
    }

    /** The name of a request that carries none, where repeating it can mean one thing only. */
    default Optional<BusinessIdentifier> impliedIdentifier(ExchangeParameters in) {
        return Optional.empty();
    }

    /**
     * Changes the plan, and says what the caller gets.
     *
     * @throws org.painbridge.careplan.ExchangeRefusal if it may not be done; then nothing of it is stored
     */
    Parameters run(PlanCall call);
}
