package org.painbridge.server.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
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
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Task;
import org.hl7.fhir.r4.model.Task.TaskIntent;
import org.hl7.fhir.r4.model.Task.TaskStatus;
import org.jspecify.annotations.Nullable;

/**
 * Who takes part in whose care, the table {@code care_relation}: general practitioners and managing organization of a Patient;
 * of an active CareTeam its participants, whom they act for and who manages it, each within its period; who is asked to act, by
 * an active ServiceRequest or by a Task about a CarePlan, or based on one, that is open, for a time. What is not said is no
 * relation. References to other servers are none either.
 *
 * <p>Who asked and was asked by such a Task keeps the sight of it, and of the plan, when it is closed; of a plan of the wrong
 * patient, who was asked keeps the Task alone; and by a Task that is about
 * nobody, without {@code for} and {@code focus}, sees it.
 */
final class CareRelations {
    private static final Set<String> TYPES = Set.of("CareTeam", PatientCompartment.PATIENT, "ServiceRequest", "Task");

    private static final Set<TaskStatus> CLOSED =
            Set.of(TaskStatus.COMPLETED, TaskStatus.CANCELLED, TaskStatus.REJECTED, TaskStatus.FAILED);

    /** So that nobody stays in the care of a patient for ever by a request that was forgotten. */
    private static final Duration ASKED_FOR = Duration.ofDays(400);

    private static final Pattern MEMBER =
            Pattern.compile("(Practitioner|PractitionerRole|Organization)/[A-Za-z0-9\\-.]{1,64}");
    private static final String PLAN_ACTION = "https://painbridge.example/fhir/CodeSystem/plan-action";
    /** Instead of a patient or a focus, where a Task has none. */
    private static final String NOBODY = "";

    private static final String NOW = "c.member = any(?) and c.starts <= ? and c.ends > ?";

    private final Clock clock;
    private final ZoneId zone;

    /** @param zone of dates without one */
    CareRelations(Clock clock, ZoneId zone) {
        this.clock = clock;
        this.zone = zone;
    }

    /** From the first to before the second, in milliseconds since 1970. */
    private record Relation(
            String source,
            String patient,
            String member,
            long starts,
            long ends,
            @Nullable String focus) {}

    StatedRows stated() {
        return new StatedRows(
                "care_relation",
                TYPES,
                (stored, resource) -> Insert.into("care_relation", of(resource, stored))
                        .text("source", Relation::source)
                        .text("patient_id", Relation::patient)
                        .text("member", Relation::member)
                        .bigint("starts", Relation::starts)
                        .bigint("ends", Relation::ends)
                        .text("focus", Relation::focus));
    }

    /** Whether whoever writes such a resource says by it who takes part in the care of a patient who is there already. */
    static boolean admitsByWrite(String type) {
        return TYPES.contains(type) && !type.equals(PatientCompartment.PATIENT);
    }

    private List<Relation> of(Resource resource, StoredResource stored) {
        return switch (resource) {
            case Patient patient ->
                Stream.concat(patient.getGeneralPractitioner().stream(), Stream.of(patient.getManagingOrganization()))
                        .flatMap(member -> relation(stored, stored.id(), member, List.of()).stream())
                        .distinct()
                        .toList();
            case CareTeam team when team.getStatus() == CareTeamStatus.ACTIVE -> ofTeam(team, stored);
            case ServiceRequest request
            when request.getStatus() == ServiceRequestStatus.ACTIVE ->
                request.getPerformer().stream()
                        .flatMap(performer -> asked(stored, request.getSubject(), performer, asked(stored), null))
                        .distinct()
                        .toList();
            case Task task when task.getStatus() != TaskStatus.ENTEREDINERROR -> ofTask(task, stored);
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

    private static List<Relation> ofTask(Task task, StoredResource stored) {
        if (!task.hasFor() && !task.hasFocus()) {
            return Stream.of(task.getOwner(), task.getRequester())
                    .map(member -> String.valueOf(member.getReference()))
                    .filter(member -> MEMBER.matcher(member).matches())
                    .distinct()
                    .map(member -> new Relation(
                            stored.reference(), NOBODY, member, TimeSpan.NEVER.starts(), TimeSpan.NEVER.ends(), NOBODY))
                    .toList();
        }
        Optional<String> plan = Stream.concat(Stream.of(task.getFocus()), task.getBasedOn().stream())
                .map(reference -> String.valueOf(reference
                        .getReferenceElement()
                        .toUnqualifiedVersionless()
                        .getValue()))
                .filter(reference -> reference.startsWith("CarePlan/") && reference.length() <= 100)
                .findFirst();
        if (plan.isEmpty()) {
            return List.of();
        }
        TimeSpan span = CLOSED.contains(task.getStatus()) ? TimeSpan.NEVER : asked(stored);
        // Of a plan of the wrong patient the Task alone is left to whoever was asked, or has proposed something.
        boolean shut = task.getStatusReason().hasCoding(PLAN_ACTION, "wrong-patient");
        String owns = shut ? stored.reference() : plan.get();
        String asks = shut && task.getIntent() == TaskIntent.PROPOSAL ? stored.reference() : plan.get();
        return Stream.concat(
                        asked(stored, task.getFor(), task.getRequester(), span, asks),
                        asked(stored, task.getFor(), task.getOwner(), span, owns))
                .distinct()
                .toList();
    }

    private static TimeSpan asked(StoredResource stored) {
        return new TimeSpan(Long.MIN_VALUE, stored.updated().plus(ASKED_FOR).toEpochMilli());
    }

    private static Stream<Relation> asked(
            StoredResource stored, Reference patient, Reference member, TimeSpan span, @Nullable String focus) {
        String about = String.valueOf(patient.getReference());
        String text = String.valueOf(member.getReference());
        if (!about.startsWith("Patient/")
                || about.length() > "Patient/".length() + 64
                || !MEMBER.matcher(text).matches()) {
            return Stream.of();
        }
        String id = about.substring("Patient/".length());
        return Stream.of(new Relation(stored.reference(), id, text, span.starts(), span.ends(), focus));
    }

    private List<Relation> relation(StoredResource stored, String patient, Reference member, List<Period> periods) {
        String text = String.valueOf(member.getReference());
        if (!MEMBER.matcher(text).matches() || patient.length() > 64) {
            return List.of();
        }
        TimeSpan span = TimeSpan.of(periods, zone);
        return List.of(new Relation(stored.reference(), patient, text, span.starts(), span.ends(), null));
    }

    /** Whether one of the members takes part now, where {@code patient} is an expression for the id. */
    Sql now(String patient, Collection<String> members) {
        long now = clock.millis();
        return new Sql()
                .add("exists (select 1 from care_relation c where c.patient_id = " + patient + " and ")
                .add(NOW, members.toArray(String[]::new), now, now)
                .add(" offset 0)");
    }

    /**
     * Whether one of the members asked or was asked by this Task, or by one about this CarePlan that is for a patient of the
     * plan: whoever writes a Task chooses what it is about.
     *
     * @param ofPatient of rows of {@code fhir_text}, called {@code i}, that say whom a plan is about
     */
    static Sql kept(String alias, String type, Sql ofPatient, Collection<String> members) {
        boolean task = type.equals("Task");
        Sql sql = new Sql()
                .add("exists (select 1 from care_relation c where c." + (task ? "source" : "focus") + " = '" + type)
                .add("/' || " + alias + ".fhir_id and c.focus is not null and c.member = any(?)", (Object)
                        members.toArray(String[]::new));
        if (!task) {
            sql.add(" and exists (select 1 from fhir_text i where i.res_id = " + alias + ".res_id")
                    .add(" and i.term = c.patient_id and ")
                    .add(ofPatient)
                    .add(" offset 0)");
        }
        return sql.add(" offset 0)");
    }

    /** The same of one resource. */
    static boolean kept(
            Connection connection, StoredResource stored, Collection<String> patients, Collection<String> members)
            throws SQLException {
        Collection<String> about = patients.isEmpty() ? List.of(NOBODY) : patients;
        String column = stored.type().equals("Task") ? "source" : "focus";
        Sql sql = new Sql()
                .add("select 1 from care_relation c where c." + column + " = ?", stored.reference())
                .add(" and c.patient_id = any(?)", (Object) about.toArray(String[]::new))
                .add(" and c.focus is not null and c.member = any(?)", (Object) members.toArray(String[]::new));
        return isThere(connection, sql);
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
        return isThere(connection, sql);
    }

    private static boolean isThere(Connection connection, Sql sql) throws SQLException {
        try (PreparedStatement statement = sql.prepare(connection);
                ResultSet rows = statement.executeQuery()) {
            return rows.next();
        }
    }
}
