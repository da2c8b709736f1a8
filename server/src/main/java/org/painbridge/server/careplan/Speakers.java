package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.rest.server.servlet.ServletRequestDetails;
import java.util.Optional;
import java.util.Set;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.careplan.ExchangeRefusal;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.fhir.LivingPlan;
import org.painbridge.server.security.Caller;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.CareMembers;
import org.painbridge.server.store.AccessScope;
import org.painbridge.server.store.FhirStore;

/** In whose name an operation on a plan is called: by the token, or, where nobody is behind it, as the caller says (ADR 0016). */
final class Speakers {
    private static final String PLACE = "Parameters.parameter.where(name='author').value";

    private final FhirStore store;
    private final Callers callers;
    private final CareMembers members;

    Speakers(FhirStore store, Callers callers, CareMembers members) {
        this.store = store;
        this.callers = callers;
        this.members = members;
    }

    /**
     * A caller, before it is known in which of its roles it takes part in a plan.
     *
     * @param named the author that the caller names
     */
    record Voice(Optional<String> named, Set<String> members, boolean steward) {
        /** The organization behind it, where there is one: identifiers of requests are its own. */
        String owner() {
            Speaker anybody =
                    new Speaker(ref(members.stream().sorted().findFirst().orElseThrow()), members, steward);
            return anybody.organization().orElse(anybody.author().toString());
        }

        /** In the role that has a part in the plan, where the caller names none. */
        Speaker in(LivingPlan plan) {
            String author = named.or(() -> plan.participant(members))
                    .or(() -> members.stream().sorted().findFirst())
                    .orElseThrow();
            return new Speaker(ref(author), members, steward);
        }

        private static StoredRef ref(String reference) {
            int slash = reference.indexOf('/');
            return new StoredRef(reference.substring(0, slash), reference.substring(slash + 1));
        }
    }

    /** @throws ExchangeRefusal if it is not known in whose name the caller speaks, or it may not speak in that name */
    Voice of(RequestDetails request, Optional<String> named) {
        Caller caller = caller(request);
        if (caller.speaksForOthers("CarePlan")) {
            String author = named.orElseThrow(() -> new ExchangeRefusal(
                    ExchangeReason.AUTHOR_MISSING,
                    "Parameters.parameter",
                    "Nobody is behind this request: say in author in whose name it is sent."));
            return new Voice(named, membersOf(author), caller.isSteward());
        }
        if (caller.members().isEmpty()) {
            throw new ExchangeRefusal(
                    ExchangeReason.NOT_MEMBER, "", "The token names neither a fhirUser nor an organization.");
        }
        if (named.isPresent() && !caller.members().contains(named.get())) {
            throw new ExchangeRefusal(
                    ExchangeReason.AUTHOR_OTHER,
                    PLACE,
                    "The token is not this author's: leave author out, or name the person, a role or the organization of"
                            + " the token.");
        }
        return new Voice(named, caller.members(), caller.isSteward());
    }

    Caller caller(RequestDetails request) {
        return callers.of(((ServletRequestDetails) request).getServletRequest());
    }

    /**
     * The author of a plan that is pushed.
     *
     * @throws ExchangeRefusal if the token is somebody else's
     */
    static Speaker as(StoredRef author, Caller caller) {
        if (caller.speaksForOthers("CarePlan")) {
            return new Speaker(author, Set.of(author.toString()), false);
        }
        if (!caller.members().contains(author.toString())) {
            throw new ExchangeRefusal(
                    ExchangeReason.AUTHOR_OTHER,
                    "Parameters.parameter.where(name='bundle').resource.entry.resource.ofType(CarePlan).author",
                    "The token is not the author's of this plan.");
        }
        return new Speaker(author, caller.members(), false);
    }

    /** Whose the identifiers of a push are: the organization behind the token, else the user; empty where nobody is. */
    static String owner(Caller caller) {
        return caller.members().isEmpty() ? "" : new Voice(Optional.empty(), caller.members(), false).owner();
    }

    private Set<String> membersOf(String author) {
        String type = author.substring(0, author.indexOf('/'));
        boolean takesPart = Set.of("Practitioner", "PractitionerRole", "Organization", "Patient")
                .contains(type);
        boolean stored = takesPart
                && store.within(AccessScope.ALL)
                        .read(type, author.substring(type.length() + 1))
                        .filter(found -> !found.deleted())
                        .isPresent();
        if (!stored) {
            throw new ExchangeRefusal(
                    ExchangeReason.AUTHOR_UNKNOWN,
                    PLACE,
                    "The author is a stored Practitioner, PractitionerRole, Organization or Patient.");
        }
        return type.equals("Patient") ? Set.of(author) : members.of(author);
    }
}
