package org.painbridge.server.terminology;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.ValueSet;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetComponent;
import org.hl7.fhir.r4.model.ValueSet.ConceptSetFilterComponent;
import org.hl7.fhir.r4.model.ValueSet.FilterOperator;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.CodeMembership.Code;
import org.painbridge.server.terminology.RemoteTerminology.Reply;

/**
 * A code system that another server may know. Every question ends in {@link NotHere} where that does not know it, or does
 * not answer.
 */
record RemoteCodes(String system, @Nullable String version, RemoteTerminology remote) implements Codes {

    @Override
    public Optional<Concept> find(String code) {
        Reply reply = remote.get(lookup(code));
        if (reply instanceof Reply.Answered(Parameters answer)) {
            return Optional.of(Concept.of(new Code(system, code), text(answer, "display")));
        }
        if (reply instanceof Reply.Unknown && knowsSystem()) {
            return Optional.empty();
        }
        throw notHere(reply);
    }

    /** A code that is unknown and a code system that is unknown are refused alike. */
    private boolean knowsSystem() {
        Reply reply = remote.get(new RemoteQuestion("CodeSystem")
                .with("url", system)
                .with("version", version)
                .with("_elements", "url")
                .with("_count", "1"));
        return reply instanceof Reply.Answered(Bundle found) && found.hasEntry();
    }

    @Override
    public boolean complete() {
        return true;
    }

    @Override
    public Optional<Collection<Concept>> all() {
        return Optional.empty();
    }

    @Override
    public Collection<Concept> matching(List<ConceptSetFilterComponent> filters) {
        ValueSet asked = new ValueSet();
        asked.setStatus(org.hl7.fhir.r4.model.Enumerations.PublicationStatus.ACTIVE);
        ConceptSetComponent include = asked.getCompose().addInclude();
        include.setSystem(system).setVersion(version).setFilter(filters);
        Parameters question = new Parameters();
        question.addParameter().setName("valueSet").setResource(asked);
        question.addParameter("count", Expander.MOST_REMOTE_CODES);
        Reply reply = remote.post("ValueSet/$expand", question);
        if (reply instanceof Reply.Answered(ValueSet expanded)) {
            return Expander.listed(expanded).requireKnown().concepts();
        }
        throw notHere(reply);
    }

    @Override
    public List<Concept> below(String code) {
        return List.copyOf(matching(List.of(filter(FilterOperator.ISA, code))));
    }

    @Override
    public List<Concept> above(String code) {
        return List.copyOf(matching(List.of(filter(FilterOperator.GENERALIZES, code))));
    }

    @Override
    public Parameters describe(String code, Lookup lookup) {
        RemoteQuestion question = lookup(code).with("displayLanguage", lookup.language());
        for (String property : lookup.properties()) {
            question = question.with("property", property);
        }
        Reply reply = remote.get(question);
        if (reply instanceof Reply.Answered(Parameters answer)) {
            return answer;
        }
        throw find(code).isEmpty() ? NotHere.code(system, code) : notHere(reply);
    }

    @Override
    public Subsumption relation(String first, String second) {
        Reply reply = remote.get(new RemoteQuestion("CodeSystem/$subsumes")
                .with("system", system)
                .with("version", version)
                .with("codeA", first)
                .with("codeB", second));
        if (reply instanceof Reply.Answered(Parameters answer)) {
            return Subsumption.ofCode(text(answer, "outcome")).orElseThrow(() -> notHere(reply));
        }
        require(first);
        require(second);
        throw notHere(reply);
    }

    private RemoteQuestion lookup(String code) {
        return new RemoteQuestion("CodeSystem/$lookup")
                .with("system", system)
                .with("version", version)
                .with("code", code);
    }

    private static ConceptSetFilterComponent filter(FilterOperator operator, String code) {
        return new ConceptSetFilterComponent()
                .setProperty("concept")
                .setOp(operator)
                .setValue(code);
    }

    private NotHere notHere(Reply reply) {
        return NotHere.codeSystem(Canonical.of(system, version).toString()).elsewhere(reply);
    }

    static @Nullable String text(Parameters answer, String name) {
        return answer.getParameter().stream()
                .filter(parameter -> name.equals(parameter.getName()))
                .map(ParametersParameterComponent::getValue)
                .filter(value -> value != null && value.isPrimitive())
                .map(value -> value.primitiveValue())
                .findFirst()
                .orElse(null);
    }
}
