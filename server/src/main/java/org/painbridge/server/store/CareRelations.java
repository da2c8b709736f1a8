package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/**
 * Who takes part in whose care, the table {@code care_relation}: general practitioners and managing organization of a Patient;
 * of an active CareTeam its participants, whom they act for and who manages it, each within its period. What is not said is no
 * relation. References to other servers are none either.
 */
final class CareRelations {
    private static final Set<String> TYPES = Set.of("CareTeam", PatientCompartment.PATIENT);

    private static final Pattern MEMBER =
            Pattern.compile("(Practitioner|PractitionerRole|Organization)/[A-Za-z0-9\\-.]{1,64}");
    private static final String NOW = "c.member = any(?) and c.starts <= ? and c.ends > ?";

    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of dates without one */
    CareRelations(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** From the first to before the second, in milliseconds since 1970. */
    private record Relation(String source, String patient, String member, long starts, long ends) {}

    StatedRows stated() {
        return new StatedRows(
                "care_relation",
                TYPES,
                (stored, resource) -> Insert.into("care_relation", of(resource, stored))
                        .text("source", Relation::source)
                        .text("patient_id", Relation::patient)
                        .text("member", Relation::member)
                        .bigint("starts", Relation::starts)
                        .bigint("ends", Relation::ends));
    }

    private List<Relation> of(Resource resource, StoredResource stored) {
        return switch (resource) {
            case Patient patient ->
                Stream.concat(patient.getGeneralPractitioner().stream(), Stream.of(patient.getManagingOrganization()))
                        .flatMap(member -> relation(stored, stored.id(), member, List.of()).stream())
                        .distinct()
                        .toList();
            case CareTeam team when team.getStatus() == CareTeamStatus.ACTIVE -> ofTeam(team, stored);
            default -> List.of();
        };
    }

    private List<Relation> ofTeam(CareTeam team, StoredResource stored) {
        String subject = String.valueOf(team.getSubject().getReference());
        if (!subject.startsWith("Patient/")) {
            return List.of();
        }
        String patient = subject.substring("Patient/".length());
        List<Relation> relations = new ArrayList<>();
        for (Reference manager : team.getManagingOrganization()) {
            relations.addAll(relation(stored, patient, manager, List.of(team.getPeriod())));
        }
        for (CareTeamParticipantComponent participant : team.getParticipant()) {
            List<Period> periods = List.of(team.getPeriod(), participant.getPeriod());
            relations.addAll(relation(stored, patient, participant.getMember(), periods));
            relations.addAll(relation(stored, patient, participant.getOnBehalfOf(), periods));
        }
        return relations.stream().distinct().toList();
    }

    private List<Relation> relation(StoredResource stored, String patient, Reference member, List<Period> periods) {
        String text = String.valueOf(member.getReference());
        if (!MEMBER.matcher(text).matches() || patient.length() > 64) {
            return List.of();
        }
        TimeSpan span = TimeSpan.of(periods, zone);
        return List.of(new Relation(stored.reference(), patient, text, span.starts(), span.ends()));
    }

    /** Whether one of the members takes part now, where {@code patient} is an expression for the id. */
    Sql now(String patient, Collection<String> members) {
        long now = clock.millis();
        return new Sql()
                .add("exists (select 1 from care_relation c where c.patient_id = " + patient + " and ")
                .add(NOW, members.toArray(String[]::new), now, now)
                .add(" offset 0)");
    }

    /** @param but a resource that does not count, {@code CareTeam/x}; empty for none */
    boolean now(Connection connection, Collection<String> patients, Collection<String> members, String but)
            throws SQLException {
        if (patients.isEmpty()) {
            return false;
        }
        long now = clock.millis();
        Sql sql = new Sql()
                .add("select 1 from care_relation c where c.source <> ? and ", but)
                .add("c.patient_id = any(?) and ", (Object) patients.toArray(String[]::new))
                .add(NOW, members.toArray(String[]::new), now, now)
                .add(" limit 1");
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }
}
