package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.RelatedPerson;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.sheet.SheetWords;

/** What people and organizations are called on a sheet, and how they are reached. */
record SheetPeople(SheetSource source, SheetWords words) {
    private static final String HEALTH_NUMBER = "JHN";

    /** A person, with nobody's organization; who is not known here by what the reference displays. */
    String name(Reference reference) {
        return source.read(reference)
                .map(this::name)
                .filter(name -> !name.isBlank())
                .or(() -> Optional.ofNullable(reference.getDisplay()))
                .orElseGet(() -> words.say("unnamed"));
    }

    private String name(Resource resource) {
        return switch (resource) {
            case PractitionerRole role when role.hasPractitioner() -> name(role.getPractitioner());
            case PractitionerRole role -> organization(role);
            case Practitioner practitioner -> name(practitioner.getName());
            case Patient patient -> name(patient.getName());
            case RelatedPerson relative -> name(relative.getName());
            case Organization organization -> String.valueOf(organization.getName());
            default -> "";
        };
    }

    private static String name(List<HumanName> names) {
        return names.stream()
                .findFirst()
                .map(name -> name.hasText() ? name.getText() : name.getNameAsSingleString())
                .orElse("");
    }

    /** Of a person in a role; empty for all others. */
    String organization(Reference reference) {
        return source.read(reference)
                .filter(PractitionerRole.class::isInstance)
                .map(role -> organization((PractitionerRole) role))
                .orElse("");
    }

    private String organization(PractitionerRole role) {
        return role.hasOrganization()
                ? source.read(role.getOrganization())
                        .map(this::name)
                        .or(() -> Optional.ofNullable(role.getOrganization().getDisplay()))
                        .orElse("")
                : "";
    }

    /** Name, and organization on the next line. */
    String inFull(Reference reference) {
        return SheetTexts.lines(name(reference), organization(reference));
    }

    /** What the plan calls the role, else what the register does. */
    String role(CareTeamParticipantComponent participant) {
        String said = participant.getRole().stream()
                .map(SheetTexts::concept)
                .map(this::ours)
                .collect(Collectors.joining(", "));
        return said.isEmpty() ? registered(participant.getMember()) : said;
    }

    /** What the server itself has called a role, in the language of the sheet. */
    private String ours(String role) {
        return switch (role) {
            case PlanTeam.AGREED -> words.say("team.agreed");
            case PlanTeam.CARRIES_OUT -> words.say("team.carries-out");
            case PlanTeam.CUSTODIAN -> words.say("team.custodian");
            default -> role;
        };
    }

    private String registered(Reference member) {
        return source.read(member)
                .filter(PractitionerRole.class::isInstance)
                .map(role -> Stream.concat(
                                ((PractitionerRole) role).getCode().stream(),
                                ((PractitionerRole) role).getSpecialty().stream())
                        .map(SheetTexts::concept)
                        .collect(Collectors.joining(", ")))
                .orElse("");
    }

    /** Telephone, fax and e-mail, of the person or else of the organization. */
    String contact(Reference reference) {
        return source.read(reference).map(this::contact).orElse("");
    }

    private String contact(Resource resource) {
        return switch (resource) {
            case PractitionerRole role -> {
                String own = contact(role.getTelecom());
                yield own.isEmpty() ? contact(role.getOrganization()) : own;
            }
            case Practitioner practitioner -> contact(practitioner.getTelecom());
            case Organization organization -> contact(organization.getTelecom());
            case Patient patient -> contact(patient.getTelecom());
            case RelatedPerson relative -> contact(relative.getTelecom());
            default -> "";
        };
    }

    private static String contact(List<ContactPoint> all) {
        return all.stream()
                .filter(ContactPoint::hasValue)
                .map(point ->
                        (point.hasSystem() && point.getSystem() == ContactPoint.ContactPointSystem.FAX ? "Fax " : "")
                                + point.getValue())
                .collect(Collectors.joining("\n"));
    }

    /** With its version code, where it has one. */
    static String healthNumber(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(identifier -> identifier.getType().getCoding().stream()
                                .anyMatch(coding -> HEALTH_NUMBER.equals(coding.getCode()))
                        || String.valueOf(identifier.getSystem()).endsWith("-patient-hcn"))
                .map(SheetPeople::number)
                .findFirst()
                .orElse("");
    }

    private static String number(Identifier identifier) {
        return Stream.concat(
                        Stream.of(String.valueOf(identifier.getValue())),
                        identifier.getExtension().stream()
                                .filter(extension -> extension.getUrl().endsWith("/ext-identifierversion"))
                                .map(extension -> extension.getValue().primitiveValue()))
                .collect(Collectors.joining(" "));
    }
}
