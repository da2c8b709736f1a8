package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.PlanSheet.Fact;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetWords;
import org.painbridge.clinical.fhir.PrescribedDoses;

/** Writes a plan as a sheet: what a physician files, and the narrative of its document. */
public final class SheetWriter {
    private final SheetSource source;
    private final SheetWords words;
    private final SheetTexts texts;
    private final SheetPeople people;
    private final SheetStates states;
    private final PrescribedDoses doses;

    /** @param zone in which moments are written as days and hours */
    public SheetWriter(SheetSource source, SheetWords words, ZoneId zone, PrescribedDoses doses) {
        this.source = source;
        this.words = words;
        this.doses = doses;
        this.texts = new SheetTexts(words, zone);
        this.people = new SheetPeople(source, words);
        this.states = new SheetStates(source, words);
    }

    /** @param now when it is printed */
    public PlanSheet write(Instant now) {
        SheetSections written = new SheetSections(source, words, texts, people, states);
        List<Section> sections = new ArrayList<>();
        sections.add(written.goals());
        sections.add(written.activities());
        sections.addAll(new SheetMedicines(source, texts, states, doses).sections());
        sections.add(written.team());
        sections.add(written.review());
        sections.add(written.changes());
        if (source.plan().hasNote() || source.plan().hasDescription()) {
            sections.add(written.notes());
        }
        return new PlanSheet(words, title(), status(), facts(), sections, footer(now));
    }

    private String title() {
        return source.plan().hasTitle() ? source.plan().getTitle() : words.say("document");
    }

    private String status() {
        Extension agreement = source.plan().getExtensionByUrl(Definitions.PLAN_AGREEMENT.url());
        String agreed = agreement == null
                ? ""
                : words.code("agreement", String.valueOf(agreement.getValue().primitiveValue()));
        String status = source.plan().getStatus() != null
                ? words.code("plan", source.plan().getStatus().toCode())
                : words.say("unknown");
        return agreed.isEmpty() ? status : status + ", " + agreed;
    }

    private String version() {
        return String.valueOf(source.plan().getMeta().getVersionId());
    }

    private String changed() {
        return texts.minute(source.plan().getMeta().getLastUpdated().toInstant());
    }

    private String footer(Instant now) {
        return words.say("footer")
                .replace("{patient}", people.name(source.plan().getSubject()))
                .replace("{version}", version())
                .replace("{changed}", changed())
                .replace("{printed}", texts.minute(now));
    }

    private List<Fact> facts() {
        List<Fact> facts = new ArrayList<>();
        facts.add(new Fact(words.say("patient"), patient()));
        facts.add(new Fact(
                words.say("status"), List.of(status(), words.say("version") + " " + version() + ", " + changed())));
        facts.add(new Fact(words.say("from"), lines(source.plan().getAuthor())));
        facts.add(new Fact(
                words.say("to"),
                source.tasks("review-care-plan")
                        .flatMap(review -> lines(review.getOwner()).stream())
                        .distinct()
                        .toList()));
        custodian().ifPresent(custodian -> facts.add(new Fact(words.say("responsible"), lines(custodian))));
        facts.add(new Fact(words.say("conditions"), conditions()));
        facts.add(new Fact(words.say("created"), one(texts.day(source.plan().getCreatedElement()))));
        facts.add(new Fact(
                words.say("number"), one(source.plan().getIdentifierFirstRep().getValue())));
        return facts.stream().filter(fact -> !fact.value().isEmpty()).toList();
    }

    static List<String> one(@Nullable String text) {
        return text == null || text.isBlank() ? List.of() : List.of(text);
    }

    private List<String> lines(Reference person) {
        return people.inFull(person).lines().toList();
    }

    private List<String> patient() {
        List<String> lines = new ArrayList<>(List.of(people.name(source.plan().getSubject())));
        source.patient().ifPresent(patient -> lines.addAll(patient(patient)));
        return lines;
    }

    private List<String> patient(Patient patient) {
        List<String> lines = new ArrayList<>();
        String sex = patient.getGender() != null
                ? words.code("sex", patient.getGender().toCode())
                : "";
        String born = patient.hasBirthDate()
                ? words.say("born") + " " + patient.getBirthDateElement().getValueAsString()
                : "";
        String both = Stream.of(born, sex).filter(text -> !text.isEmpty()).collect(Collectors.joining(", "));
        lines.addAll(one(both));
        String number = SheetPeople.healthNumber(patient);
        lines.addAll(one(number.isEmpty() ? "" : words.say("health-number") + " " + number));
        return lines;
    }

    /** Where that is somebody else than the author. */
    private Optional<Reference> custodian() {
        Extension custodian = source.plan().getExtensionByUrl(Definitions.CUSTODIAN.url());
        return Optional.ofNullable(custodian)
                .map(Extension::getValue)
                .filter(Reference.class::isInstance)
                .map(Reference.class::cast)
                .filter(holder -> !String.valueOf(holder.getReference())
                        .equals(source.plan().getAuthor().getReference()));
    }

    private List<String> conditions() {
        Stream<String> seen = source.plan().getAddresses().stream()
                .map(reference -> source.read(reference)
                        .filter(Condition.class::isInstance)
                        .map(condition -> SheetTexts.concept(((Condition) condition).getCode()))
                        .or(() -> Optional.ofNullable(reference.getDisplay()))
                        .orElse(""))
                .filter(text -> !text.isEmpty())
                .distinct();
        Stream<Reference> unnamed = source.plan().getAddresses().stream().filter(reference -> !reference.hasDisplay());
        return Stream.concat(seen, SheetSections.hidden(source, words, unnamed).stream())
                .toList();
    }
}
