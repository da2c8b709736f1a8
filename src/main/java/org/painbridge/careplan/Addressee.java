package org.painbridge.careplan;

import java.util.List;
import java.util.Optional;

/**
 * Who is asked to review a plan, or has sent one, and what stands behind them.
 *
 * @param who a practitioner, a role or an organization
 * @param organization the nearest; empty where none is known
 * @param identifiers of that organization, and of those that it is part of, the nearest first
 * @param endpoint where systems reach them: of the role, else of the nearest organization that has one; empty for not electronic
 */
public record Addressee(
        StoredRef who,
        Optional<StoredRef> organization,
        List<BusinessIdentifier> identifiers,
        Optional<StoredRef> endpoint) {
    public Addressee {
        identifiers = List.copyOf(identifiers);
    }
}
