package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CarePlan.CarePlanStatus;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Composition;
import org.hl7.fhir.r4.model.Composition.CompositionStatus;
import org.hl7.fhir.r4.model.Composition.SectionComponent;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Narrative;
import org.hl7.fhir.r4.model.Narrative.NarrativeStatus;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.PlanSheet.Fact;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetMarkup;
import org.painbridge.careplan.sheet.SheetWords;
import org.painbridge.clinical.fhir.PlacedReference;

/**
 * Writes a plan as a FHIR document: a Composition with the sections of its sheet, then all that it tells of.
 *
 * @param base of the server, with a slash at its end: the addresses of the entries
 */
public record PlanDocument(SheetSource source, PlanSheet sheet, String base) {
    private static final String LOINC = "http://loinc.org";
    /** Pain medicine Plan of care note, as the plan's category has it. */
    private static final String TYPE = "80764-4";

    /**
     * @param id of the document: a UUID
     * @param now when it is written
     */
    public Bundle write(String id, Instant now) {
        Map<String, Resource> entries = new LinkedHashMap<>();
        Composition composition = composition(id, now);
        add(entries, List.of(composition, source.plan()));
        add(entries, source.parts());
        add(entries, source.around());
        people(entries);
        composition.setAuthor(List.of(stated(source.plan().getAuthor(), entries)));
        composition.setSubject(stated(source.plan().getSubject(), entries));
        organization(entries).ifPresent(composition::setCustodian);
        Bundle bundle = new Bundle().setType(BundleType.DOCUMENT).setTimestamp(Date.from(now));
        bundle.setIdentifier(new Identifier().setSystem("urn:ietf:rfc:3986").setValue("urn:uuid:" + id));
        bundle.setLanguage(sheet.words().language());
        entries.forEach((reference, resource) ->
                bundle.addEntry().setFullUrl(base + reference).setResource(resource));
        return bundle;
    }

    private Composition composition(String id, Instant now) {
        SheetWords words = sheet.words();
        Composition composition = new Composition();
        composition.setId("Composition/" + id);
        composition.getMeta().getProfile().add(new CanonicalType(Definitions.PAIN_PLAN_DOCUMENT.url()));
        composition.setLanguage(words.language());
        composition.setText(narrative(head()));
        composition.setStatus(status());
        composition.setType(
                new CodeableConcept(new Coding().setSystem(LOINC).setCode(TYPE)).setText(words.say("document")));
        composition.setDate(Date.from(now));
        composition.setTitle(words.say("document") + ": " + sheet.title());
        composition.setIdentifier(
                source.plan().getIdentifierFirstRep().isEmpty()
                        ? null
                        : source.plan().getIdentifierFirstRep().copy());
        SectionComponent plan = new SectionComponent().setTitle(words.say("status"));
        plan.setText(narrative("<p>" + SheetMarkup.text(sheet.status()) + "</p>"));
        plan.addEntry(new Reference(SheetSource.reference(source.plan())));
        composition.addSection(plan);
        sheet.sections().forEach(section -> composition.addSection(section(section)));
        return composition;
    }

    private CompositionStatus status() {
        CarePlanStatus status = source.plan().getStatus();
        return switch (status) {
            case null -> CompositionStatus.PRELIMINARY;
            case DRAFT -> CompositionStatus.PRELIMINARY;
            case ENTEREDINERROR -> CompositionStatus.ENTEREDINERROR;
            default -> CompositionStatus.FINAL;
        };
    }

    private String head() {
        StringBuilder html = new StringBuilder("<h1>")
                .append(SheetMarkup.text(sheet.title()))
                .append("</h1>");
        for (Fact fact : sheet.facts()) {
            html.append("<p><b>")
                    .append(SheetMarkup.text(fact.label()))
                    .append("</b> ")
                    .append(SheetMarkup.lines(String.join("\n", fact.value())))
                    .append("</p>");
        }
        return html.append("<p>")
                .append(SheetMarkup.text(sheet.footer()))
                .append("</p>")
                .toString();
    }

    private SectionComponent section(Section section) {
        SectionComponent written = new SectionComponent().setTitle(section.title());
        written.setText(narrative(SheetMarkup.of(section, sheet.words())));
        section.entries().forEach(entry -> written.addEntry(new Reference(entry)));
        return written;
    }

    private Narrative narrative(String html) {
        String language = sheet.words().language();
        Narrative narrative = new Narrative().setStatus(NarrativeStatus.GENERATED);
        narrative.setDivAsString("<div xmlns=\"http://www.w3.org/1999/xhtml\" lang=\"" + language + "\" xml:lang=\""
                + language + "\">" + html + "</div>");
        return narrative;
    }

    private static void add(Map<String, Resource> entries, List<? extends Resource> resources) {
        resources.forEach(resource -> entries.putIfAbsent(SheetSource.reference(resource), entry(resource)));
    }

    /**
     * As it stands in the document: R4's own rules are held there with all that is referred to at hand, so it claims no profile
     * that the records of others might break, and a role acts for no further organization (ctm-1).
     */
    private static Resource entry(Resource resource) {
        if (resource instanceof Composition) {
            return resource;
        }
        Resource entry = resource.copy();
        entry.getMeta().setProfile(null);
        if (entry instanceof CareTeam team) {
            team.getParticipant().stream()
                    .filter(participant -> !String.valueOf(
                                    participant.getMember().getReference())
                            .startsWith("Practitioner/"))
                    .forEach(participant -> participant.setOnBehalfOf(null));
        }
        return entry;
    }

    /** Whom the plan, its teams and its tasks name, and of those in a role the person and the organization. */
    private void people(Map<String, Resource> entries) {
        List<Reference> named = List.copyOf(entries.values()).stream()
                .flatMap(resource -> PlacedReference.in(resource, "").stream())
                .map(PlacedReference::reference)
                .toList();
        named.forEach(reference -> person(reference, entries));
    }

    private void person(Reference reference, Map<String, Resource> entries) {
        if (!String.valueOf(reference.getReference())
                .matches("(Patient|Practitioner|PractitionerRole|Organization|RelatedPerson)/.*")) {
            return;
        }
        source.read(reference).ifPresent(found -> {
            boolean isNew = entries.putIfAbsent(SheetSource.reference(found), entry(found)) == null;
            if (isNew && found instanceof PractitionerRole role) {
                person(role.getPractitioner(), entries);
                person(role.getOrganization(), entries);
            }
        });
    }

    /** With its address where it is in the document; else only by name. */
    private Reference stated(Reference reference, Map<String, Resource> entries) {
        String address = LivingPlan.unversioned(reference.getReference());
        String name = new SheetPeople(source, sheet.words()).name(reference);
        Reference stated = new Reference().setDisplay(name);
        return entries.containsKey(address) ? stated.setReference(address) : stated;
    }

    private Optional<Reference> organization(Map<String, Resource> entries) {
        return Optional.ofNullable(entries.get(
                        LivingPlan.unversioned(source.plan().getAuthor().getReference())))
                .filter(PractitionerRole.class::isInstance)
                .map(role -> ((PractitionerRole) role).getOrganization())
                .filter(organization -> entries.containsKey(LivingPlan.unversioned(organization.getReference())))
                .map(organization -> new Reference(LivingPlan.unversioned(organization.getReference())));
    }
}
