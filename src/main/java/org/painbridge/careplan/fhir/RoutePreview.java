package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Addressee;
import org.painbridge.clinical.Code;

/** Whom a plan of a patient could go to, and how sure that is: by the records, never by a name. */
public final class RoutePreview {
    private final Moments moments;
    private final Function<String, Optional<Resource>> read;

    /**
     * @param zone in which a date without time is meant
     * @param read a stored resource by {@code Type/id}
     */
    public RoutePreview(ZoneId zone, Function<String, Optional<Resource>> read) {
        this.moments = new Moments(zone);
        this.read = read;
    }

    /**
     * The care team first, then the patient's record, then the organization that manages it.
     *
     * @param teams active care teams of the patient
     * @param wanted whether somebody with these roles is looked for
     */
    public Parameters write(Patient patient, List<CareTeam> teams, Predicate<Set<Code>> wanted, Instant now) {
        List<Way> ways = List.of(
                new Way("care-team", ofTeams(teams, wanted, now)),
                new Way("general-practitioner", references(patient.getGeneralPractitioner())),
                new Way("organization-intake", references(List.of(patient.getManagingOrganization()))));
        Parameters answer = new Parameters();
        boolean found = false;
        for (Way way : ways) {
            String confidence = found ? "fallback" : way.members().size() == 1 ? "certain" : "ambiguous";
            way.members().forEach(member -> answer.addParameter(candidate(way.reason(), member, confidence)));
            found = found || !way.members().isEmpty();
        }
        return answer;
    }

    /** A way to find somebody, and whom it leads to. */
    private record Way(String reason, Set<String> members) {}

    private Set<String> ofTeams(List<CareTeam> teams, Predicate<Set<Code>> wanted, Instant now) {
        return teams.stream()
                .flatMap(team -> team.getParticipant().stream())
                .filter(participant -> isNow(participant, now) && wanted.test(roles(participant)))
                .flatMap(participant -> references(List.of(participant.getMember())).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private boolean isNow(CareTeamParticipantComponent participant, Instant now) {
        Instant start = moments.start(participant.getPeriod().getStartElement());
        Instant end = moments.end(participant.getPeriod().getEndElement());
        return (start == null || !start.isAfter(now)) && (end == null || !end.isBefore(now));
    }

    private static Set<Code> roles(CareTeamParticipantComponent participant) {
        return participant.getRole().stream()
                .flatMap(role -> role.getCoding().stream())
                .filter(coding -> coding.hasSystem() && coding.hasCode())
                .map(coding -> new Code(coding.getSystem(), coding.getCode()))
                .collect(Collectors.toSet());
    }

    /** Of those who are stored here and active. */
    private Set<String> references(List<Reference> all) {
        return all.stream()
                .map(reference -> LivingPlan.unversioned(reference.getReference()))
                .filter(reference ->
                        read.apply(reference).filter(Addressees::isActive).isPresent())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private ParametersParameterComponent candidate(String reason, String member, String confidence) {
        ParametersParameterComponent candidate = new ParametersParameterComponent().setName("candidate");
        Addressee addressee = new Addressees(read).of(member);
        if (!member.startsWith("Organization/")) {
            candidate.addPart().setName("practitionerRole").setValue(new Reference(member));
        }
        addressee
                .organization()
                .ifPresent(
                        found -> candidate.addPart().setName("organization").setValue(new Reference(found.toString())));
        addressee
                .endpoint()
                .ifPresent(found -> candidate.addPart().setName("endpoint").setValue(new Reference(found.toString())));
        candidate.addPart().setName("reason").setValue(new CodeType(reason));
        candidate.addPart().setName("confidence").setValue(new CodeType(confidence));
        return candidate;
    }
}
