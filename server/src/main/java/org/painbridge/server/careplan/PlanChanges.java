package org.painbridge.server.careplan;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceAgentComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.careplan.fhir.ElementChange;
import org.painbridge.server.fhirserver.OperationParameters;

/** What became of a plan and its parts: who, what, when and why, from the Provenances and the versions that they name. */
record PlanChanges(PlanReader reader, CarePlan plan) {
    private static final String PROFILE = "/plan-provenance";

    /**
     * The oldest first.
     *
     * @param since an instant, or a version of the plan; empty for everything
     * @param but whose own changes are left out; empty for nobody's
     */
    Parameters since(Optional<String> since, String but) {
        Instant from = since.map(this::moment).orElse(Instant.MIN);
        Parameters answer = new Parameters();
        provenances().stream()
                .filter(told -> told.getRecorded().toInstant().isAfter(from))
                .filter(told -> told.getAgent().stream()
                        .anyMatch(agent -> !but.equals(agent.getWho().getReference())))
                .forEach(told -> told.getTarget().forEach(target -> add(answer, told, target.getReference())));
        return answer;
    }

    private Instant moment(String since) {
        if (since.matches("[0-9]{1,9}")) {
            return reader.version("CarePlan", plan.getIdElement().getIdPart(), Integer.parseInt(since))
                    .map(version -> version.getMeta().getLastUpdated().toInstant())
                    .orElseThrow(() -> OperationParameters.problem("since", "The plan has no version " + since));
        }
        try {
            return OffsetDateTime.parse(since.replace(' ', '+')).toInstant();
        } catch (DateTimeException e) {
            throw OperationParameters.problem("since", "since is an instant or a version of the plan, not " + since);
        }
    }

    private List<Provenance> provenances() {
        List<String> all =
                new ArrayList<>(List.of("CarePlan/" + plan.getIdElement().getIdPart()));
        all.addAll(PlanReader.references(plan));
        reader.storedAround(plan).forEach(each -> all.add(each.reference()));
        return of(all);
    }

    /** Who has told of changes of these that the caller sees, the oldest first. */
    List<Provenance> of(Collection<String> seen) {
        return reader.told(seen).stream()
                .filter(told -> told.getMeta().getProfile().stream()
                        .anyMatch(profile -> profile.getValue().endsWith(PROFILE)))
                .sorted(Comparator.comparing(Provenance::getRecorded))
                .toList();
    }

    private void add(Parameters answer, Provenance told, String target) {
        IdType id = new IdType(target);
        int version = Integer.parseInt(id.getVersionIdPart());
        Optional<Resource> after = reader.version(id.getResourceType(), id.getIdPart(), version);
        if (after.isEmpty()) {
            return; // Not for this caller to see.
        }
        Optional<Resource> before =
                version == 1 ? Optional.empty() : reader.version(id.getResourceType(), id.getIdPart(), version - 1);
        if (before.isEmpty()) {
            entry(answer, told, target);
            return;
        }
        for (ElementChange change : ElementChange.between(before.get(), after.get())) {
            ParametersParameterComponent entry = entry(answer, told, target);
            add(entry, "path", new StringType(change.path()));
            add(entry, "from", new StringType(change.from()));
            add(entry, "to", new StringType(change.to()));
        }
    }

    private static ParametersParameterComponent entry(Parameters answer, Provenance told, String target) {
        ParametersParameterComponent entry = answer.addParameter().setName("change");
        add(entry, "what", new Reference(target));
        add(entry, "action", new CodeType(told.getActivity().getCodingFirstRep().getCode()));
        add(entry, "who", who(told, target).copy());
        Date when = told.getRecorded();
        add(entry, "when", new InstantType(when));
        told.getReason().forEach(reason -> add(entry, "why", new StringType(reason.getText())));
        return entry;
    }

    /** Of a proposal that was accepted its author; of its task who decided. */
    private static Reference who(Provenance told, String target) {
        List<ProvenanceAgentComponent> agents = told.getAgent();
        return (target.startsWith("Task/") ? agents.getLast() : agents.getFirst()).getWho();
    }

    private static void add(ParametersParameterComponent entry, String name, Type value) {
        if (!value.isEmpty()) {
            entry.addPart().setName(name).setValue(value);
        }
    }
}
