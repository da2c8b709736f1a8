package org.painbridge.careplan.fhir;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Appointment;
import org.hl7.fhir.r4.model.BaseDateTimeType;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CareTeam.CareTeamParticipantComponent;
import org.hl7.fhir.r4.model.CommunicationRequest;
import org.hl7.fhir.r4.model.Goal;
import org.hl7.fhir.r4.model.Goal.GoalTargetComponent;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Observation;
import org.hl7.fhir.r4.model.Observation.ObservationStatus;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Task;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetWords;

/** The sections of a sheet but for the medicines. */
record SheetSections(SheetSource source, SheetWords words, SheetTexts texts, SheetPeople people, SheetStates states) {
    /** Changes on a sheet: the latest. */
    private static final int CHANGES = 12;

    private static final Set<ObservationStatus> NO_FINDING =
            Set.of(ObservationStatus.ENTEREDINERROR, ObservationStatus.CANCELLED);

    private Section section(
            String name,
            List<String> columns,
            List<List<String>> rows,
            List<? extends Resource> of,
            List<String> notes) {
        return new Section(
                name,
                words.say(name),
                columns.stream().map(column -> words.say(name + "." + column)).toList(),
                rows,
                notes,
                of.stream().map(SheetSource::reference).toList());
    }

    /** What of these is not on the sheet: that is not nothing. */
    static List<String> hidden(SheetSource source, SheetWords words, Stream<Reference> named) {
        long hidden = source.hidden(named);
        return hidden == 0 ? List.of() : List.of(words.say("hidden").replace("{count}", String.valueOf(hidden)));
    }

    private List<String> hidden(Stream<Reference> named) {
        return hidden(source, words, named);
    }

    /** Of what a plan that was pushed has, though it does not name it. */
    private List<String> unseen(List<?> seen) {
        return seen.isEmpty() && source.isPushed() ? List.of(words.say("unseen")) : List.of();
    }

    Section goals() {
        List<Goal> goals = source.parts(Goal.class);
        List<List<String>> rows = goals.stream().flatMap(this::rows).toList();
        Stream<Reference> findings = source.plan().getSupportingInfo().stream()
                .filter(reference -> String.valueOf(reference.getReference()).startsWith("Observation/"));
        return section(
                "goals",
                List.of("goal", "measure", "target", "by", "now", "state"),
                rows,
                goals,
                hidden(Stream.concat(source.plan().getGoal().stream(), findings)));
    }

    /** One for each aim; the goal stands in the first. */
    private Stream<List<String>> rows(Goal goal) {
        boolean own = String.valueOf(goal.getExpressedBy().getReference()).startsWith("Patient/");
        String what = SheetTexts.lines(
                SheetTexts.concept(goal.getDescription()),
                own ? words.say("goals.patient") : "",
                SheetTexts.notes(goal.getNote()));
        if (!goal.hasTarget()) {
            return Stream.of(List.of(what, "", "", "", "", state(goal)));
        }
        return goal.getTarget().stream().map(target -> {
            boolean first = target == goal.getTargetFirstRep();
            return List.of(
                    first ? what : "",
                    SheetTexts.concept(target.getMeasure()),
                    texts.value(target.getDetail()),
                    texts.value(target.getDue()),
                    measured(target),
                    first ? state(goal) : "");
        });
    }

    private String state(Goal goal) {
        String reached = goal.getAchievementStatus().getCoding().stream()
                .findFirst()
                .map(coding -> words.code("achievement", coding.getCode()))
                .orElseGet(() -> SheetTexts.concept(goal.getAchievementStatus()));
        String cycle = goal.getLifecycleStatus() != null
                ? words.code("goal", goal.getLifecycleStatus().toCode())
                : "";
        return SheetTexts.lines(cycle, reached);
    }

    /** The latest finding by the same measure. */
    private String measured(GoalTargetComponent target) {
        return source.parts(Observation.class).stream()
                .filter(finding -> target.getMeasure().getCoding().stream()
                        .anyMatch(code -> finding.getCode().hasCoding(code.getSystem(), code.getCode())))
                .filter(finding -> !NO_FINDING.contains(finding.getStatus()))
                .filter(finding -> when(finding).hasValue())
                .max(Comparator.comparing(finding -> when(finding).getValue()))
                .map(finding -> SheetTexts.lines(texts.value(finding.getValue()), texts.day(when(finding))))
                .orElse("");
    }

    private static BaseDateTimeType when(Observation finding) {
        return switch (finding.getEffective()) {
            case BaseDateTimeType moment -> moment;
            case Period period when period.hasEnd() -> period.getEndElement();
            case Period period -> period.getStartElement();
            case null, default -> finding.getIssuedElement();
        };
    }

    Section activities() {
        List<Resource> all = source.activities().stream()
                .filter(activity -> !(activity instanceof MedicationRequest))
                .toList();
        return section(
                "activities",
                List.of("what", "asked", "who", "when", "state"),
                all.stream().map(this::row).toList(),
                all,
                hidden(source.activities(false)));
    }

    private List<String> row(Resource activity) {
        String who = source.task("plan-activity", activity)
                .map(Task::getOwner)
                .map(people::inFull)
                .orElse("");
        return switch (activity) {
            case ServiceRequest service ->
                List.of(
                        SheetTexts.lines(
                                SheetTexts.concept(service.getCode()),
                                service.hasPatientInstruction() ? service.getPatientInstruction() : "",
                                SheetTexts.notes(service.getNote())),
                        people.name(service.getRequester()),
                        who,
                        texts.value(service.getOccurrence()),
                        states.of(activity));
            case Appointment appointment ->
                List.of(
                        SheetTexts.lines(
                                appointment.hasDescription()
                                        ? appointment.getDescription()
                                        : appointment.getServiceType().stream()
                                                .map(SheetTexts::concept)
                                                .collect(Collectors.joining(", "))),
                        "",
                        who,
                        appointment.hasStart()
                                ? texts.minute(appointment.getStart().toInstant())
                                : "",
                        states.of(activity));
            case CommunicationRequest message ->
                List.of(
                        message.getPayload().stream()
                                .map(payload -> payload.getContent() instanceof StringType text ? text.getValue() : "")
                                .collect(Collectors.joining("\n")),
                        people.name(message.getRequester()),
                        who,
                        texts.value(message.getOccurrence()),
                        states.of(activity));
            default -> List.of(SheetSource.reference(activity), "", who, "", states.of(activity));
        };
    }

    Section team() {
        List<CareTeam> teams = source.parts(CareTeam.class);
        List<List<String>> rows = teams.stream()
                .flatMap(team -> team.getParticipant().stream())
                .map(this::row)
                .distinct()
                .toList();
        return section(
                "team",
                List.of("who", "role", "organization", "phone", "since"),
                rows,
                teams,
                hidden(source.plan().getCareTeam().stream()));
    }

    private List<String> row(CareTeamParticipantComponent participant) {
        Reference member = participant.getMember();
        String organization = people.organization(member);
        return List.of(
                people.name(member),
                people.role(participant),
                organization.isEmpty() && participant.hasOnBehalfOf()
                        ? people.name(participant.getOnBehalfOf())
                        : organization,
                people.contact(member),
                texts.period(participant.getPeriod()));
    }

    Section review() {
        List<Task> reviews = source.tasks("review-care-plan").toList();
        return section(
                "review",
                List.of("who", "asked", "due", "state"),
                reviews.stream()
                        .map(review -> List.of(
                                people.inFull(review.getOwner()),
                                texts.day(review.getAuthoredOnElement()),
                                texts.day(review.getRestriction().getPeriod().getEndElement()),
                                states.of(review)))
                        .toList(),
                reviews,
                unseen(reviews));
    }

    Section changes() {
        List<Provenance> all = source.changes();
        List<Provenance> latest = all.subList(Math.max(0, all.size() - CHANGES), all.size());
        Section section = section(
                "changes",
                List.of("when", "who", "what", "why"),
                latest.reversed().stream().map(this::row).toList(),
                List.of(),
                unseen(all));
        int earlier = all.size() - latest.size();
        return earlier == 0
                ? section
                : new Section(
                        section.name(),
                        section.title(),
                        section.columns(),
                        section.rows(),
                        List.of(words.say("more").replace("{count}", String.valueOf(earlier))),
                        section.entries());
    }

    private List<String> row(Provenance told) {
        return List.of(
                texts.minute(told.getRecorded().toInstant()),
                told.getAgent().stream()
                        .map(agent -> people.name(agent.getWho()))
                        .collect(Collectors.joining("\n")),
                words.code("action", told.getActivity().getCodingFirstRep().getCode()),
                told.getReason().stream().map(SheetTexts::concept).collect(Collectors.joining("\n")));
    }

    Section notes() {
        List<String> all = new ArrayList<>(SheetWriter.one(source.plan().getDescription()));
        all.addAll(SheetWriter.one(SheetTexts.notes(source.plan().getNote())));
        return new Section("notes", words.say("notes"), List.of(), List.of(), all, List.of());
    }
}
