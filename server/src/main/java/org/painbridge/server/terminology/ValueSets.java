package org.painbridge.server.terminology;

import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.ValueSet;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;
import org.painbridge.server.terminology.RemoteTerminology.Reply;

/** Value sets that are here, and those that another server knows. */
final class ValueSets {
    /** How servers say that their no means: unknown. */
    private static final List<String> UNDECIDED = List.of("x-caused-by-unknown-system", "x-unknown-system");

    private final Definitions definitions;
    private final @Nullable RemoteTerminology remote;

    /** @param remote null where no other server is asked */
    ValueSets(Definitions definitions, @Nullable RemoteTerminology remote) {
        this.definitions = definitions;
        this.remote = remote;
    }

    Optional<ValueSet> here(String canonical) {
        return definitions.byUrl(ValueSet.class, canonical);
    }

    /** @throws NotHere where no value set that is here has the id */
    ValueSet byId(String id) {
        return definitions.byId(ValueSet.class, id).orElseThrow(() -> NotHere.valueSet("ValueSet/" + id));
    }

    /**
     * The value set; one of another server with its codes in place of its definition.
     *
     * @throws NotHere where neither this server nor the other knows it
     */
    ValueSet require(String canonical) {
        return here(canonical).orElseGet(() -> expandedElsewhere(Canonical.of(canonical)));
    }

    private ValueSet expandedElsewhere(Canonical canonical) {
        Reply reply = ask(
                canonical,
                "ValueSet/$expand",
                question -> question.with("count", Integer.toString(Expander.MOST_REMOTE_CODES)));
        if (reply instanceof Reply.Answered(ValueSet expanded)) {
            expanded.setUrl(canonical.url()).setCompose(null);
            return expanded;
        }
        throw NotHere.valueSet(canonical.toString()).elsewhere(reply);
    }

    /**
     * Whether a value set of another server holds a code, for those that are too large to be expanded.
     *
     * @throws NotHere where this cannot be told
     */
    Optional<Concept> findElsewhere(Canonical canonical, Coding coding, boolean groups) {
        Reply reply = ask(
                canonical,
                "ValueSet/$validate-code",
                question -> question.with("system", coding.getSystem())
                        .with("systemVersion", coding.getVersion())
                        .with("code", coding.getCode())
                        .with("abstract", groups ? "true" : null));
        if (reply instanceof Reply.Answered(Parameters answer)
                && UNDECIDED.stream().noneMatch(answer::hasParameter)) {
            Code code = new Code(coding.getSystem(), coding.getCode());
            return "true".equals(RemoteCodes.text(answer, "result"))
                    ? Optional.of(Concept.of(code, RemoteCodes.text(answer, "display")))
                    : Optional.empty();
        }
        throw NotHere.valueSet(canonical.toString()).elsewhere(reply);
    }

    private Reply ask(Canonical canonical, String operation, UnaryOperator<RemoteQuestion> parameters) {
        if (remote == null) {
            throw NotHere.valueSet(canonical.toString());
        }
        RemoteQuestion question =
                new RemoteQuestion(operation).with("url", canonical.url()).with("valueSetVersion", canonical.version());
        return remote.get(parameters.apply(question));
    }
}
