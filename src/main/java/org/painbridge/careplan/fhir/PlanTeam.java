package org.painbridge.careplan.fhir;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CareTeam.CareTeamStatus;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.careplan.Speaker;
import org.painbridge.careplan.TaskState;

/** The care team of a plan: who takes part in it, and since when. */
final class PlanTeam {
    static final String AGREED = "Has agreed to the plan";
    static final String CARRIES_OUT = "Carries out an activity of the plan";
    static final String CUSTODIAN = "Custodian of the plan";
    private static final Set<String> JOINED = Set.of(AGREED, CARRIES_OUT, CUSTODIAN);

    private final LivingPlan plan;

    PlanTeam(LivingPlan plan) {
        this.plan = plan;
    }

    /** Whether the speaker takes part now. */
    boolean has(Speaker speaker) {
        return participants().filter(this::isNow).anyMatch(participant -> speaker.is(member(participant)));
    }

    /** All who take part, or did. */
    Stream<String> members() {
        return participants().map(PlanTeam::member);
    }

    /** From now on; whoever takes part already does not join twice. */
    void join(String member, String role) {
        boolean there =
                participants().filter(this::isNow).anyMatch(each -> member(each).equals(member));
        if (!there) {
            CareTeam team = teams().findFirst().orElseGet(this::found);
            CareTeamParticipantComponent joined = team.addParticipant().setMember(new Reference(member));
            joined.addRole().setText(role);
            joined.getPeriod().setStartElement(now());
            plan.change(team);
        }
    }

    /** Whoever the server has let join, is not the custodian and has nothing left to do in the plan, takes part no more. */
    void leave(String member) {
        if (isBusy(member) || member.equals(plan.custodian())) {
            return;
        }
        teams().toList().forEach(team -> part(team, each -> member(each).equals(member)));
    }

    private void part(CareTeam team, Predicate<CareTeamParticipantComponent> who) {
        team.getParticipant().stream()
                .filter(each -> isNow(each) && hasJoined(each) && who.test(each))
                .forEach(each -> {
                    each.getPeriod().setEndElement(now());
                    plan.change(team);
                });
    }

    private boolean isBusy(String member) {
        return Stream.of(plan.reviews(), plan.activities(), plan.proposals())
                .flatMap(List::stream)
                .filter(task -> TaskState.isOpen(task.getStatus().toCode()))
                .anyMatch(task -> member.equals(task.getOwner().getReference()));
    }

    private static boolean hasJoined(CareTeamParticipantComponent participant) {
        return participant.getRole().stream().anyMatch(role -> JOINED.contains(String.valueOf(role.getText())));
    }

    /** With the plan; a team that was there before it goes on. */
    void close() {
        teams().filter(this::isBrought).toList().forEach(team -> {
            team.setStatus(CareTeamStatus.INACTIVE);
            team.getPeriod().setEndElement(now());
            plan.change(team);
        });
    }

    /** Of whoever took part; the plan stays with the record, but nobody's care follows from it any more. */
    void end() {
        teams().toList().forEach(team -> {
            if (isBrought(team)) {
                team.setStatus(CareTeamStatus.ENTEREDINERROR);
                plan.change(team);
            } else {
                part(team, each -> true); // It cares for the patient besides the plan.
            }
        });
    }

    private boolean isBrought(CareTeam team) {
        return plan.source().brought("CareTeam/" + team.getIdElement().getIdPart(), plan.reference());
    }

    private CareTeam found() {
        CareTeam team = new CareTeam().setStatus(CareTeamStatus.ACTIVE);
        team.getMeta().getProfile().add(new CanonicalType(Definitions.PAIN_CARE_TEAM.url()));
        team.setSubject(plan.plan().getSubject().copy());
        team.addParticipant()
                .setMember(new Reference(plan.custodian()))
                .addRole()
                .setText(CUSTODIAN);
        team.getParticipantFirstRep().getPeriod().setStartElement(now());
        plan.create(team);
        plan.plan().addCareTeam(new Reference("CareTeam/" + team.getIdElement().getIdPart()));
        plan.change(plan.plan());
        return team;
    }

    private org.hl7.fhir.r4.model.DateTimeType now() {
        return plan.desk().moments().write(plan.desk().now());
    }

    private Stream<CareTeamParticipantComponent> participants() {
        return teams().flatMap(team -> team.getParticipant().stream());
    }

    private Stream<CareTeam> teams() {
        return plan.plan().getCareTeam().stream()
                .map(reference -> plan.part(LivingPlan.unversioned(reference.getReference())))
                .flatMap(Optional::stream)
                .filter(CareTeam.class::isInstance)
                .map(CareTeam.class::cast)
                .filter(team -> team.getStatus() == CareTeamStatus.ACTIVE || team.getStatus() == null)
                .filter(team -> plan.patient().equals(team.getSubject().getReference()));
    }

    private boolean isNow(CareTeamParticipantComponent participant) {
        return plan.desk()
                .moments()
                .span(participant.getPeriod())
                .covers(plan.desk().now());
    }

    private static String member(CareTeamParticipantComponent participant) {
        return Objects.requireNonNullElse(participant.getMember().getReference(), "");
    }
}
