package org.painbridge.careplan.fhir;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Medication;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.MedicationRequest.MedicationRequestStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.sheet.PlanSheet.Section;
import org.painbridge.careplan.sheet.SheetWords;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.fhir.PrescribedDoses;

/** The medicines of a plan on its sheet: those that are tapered step by step, and the others. */
record SheetMedicines(SheetSource source, SheetTexts texts, SheetStates states, PrescribedDoses doses) {
    private static final String DIN = "-din";

    /** The steps in their order, and other medicines; neither where there are none. */
    List<Section> sections() {
        List<MedicationRequest> all = source.activities().stream()
                .filter(MedicationRequest.class::isInstance)
                .map(MedicationRequest.class::cast)
                .toList();
        List<MedicationRequest> steps =
                inOrder(all.stream().filter(each -> isStep(each, all)).toList());
        List<MedicationRequest> others =
                all.stream().filter(each -> !steps.contains(each)).toList();
        List<Section> sections = new ArrayList<>();
        List<String> hidden = SheetSections.hidden(source, texts.words(), source.activities(true));
        if (!others.isEmpty() || steps.isEmpty() || !hidden.isEmpty()) {
            sections.add(
                    section("medicines", others, List.of("what", "dose", "mme", "when", "state"), this::row, hidden));
        }
        if (!steps.isEmpty()) {
            sections.add(section(
                    "taper",
                    steps,
                    List.of("step", "what", "dose", "when", "target", "comes", "state"),
                    each -> step(steps.indexOf(each) + 1, each),
                    List.of()));
        }
        return sections;
    }

    private Section section(
            String name,
            List<MedicationRequest> medicines,
            List<String> columns,
            Function<MedicationRequest, List<String>> row,
            List<String> hidden) {
        SheetWords words = texts.words();
        return new Section(
                name,
                words.say(name),
                columns.stream().map(column -> words.say(name + "." + column)).toList(),
                medicines.stream().map(row).toList(),
                Stream.concat(medicines.isEmpty() ? Stream.empty() : Stream.of(note(medicines)), hidden.stream())
                        .toList(),
                medicines.stream().map(SheetSource::reference).toList());
    }

    private List<String> row(MedicationRequest medicine) {
        return List.of(
                what(medicine),
                texts.dosage(medicine.getDosageInstruction()),
                comes(medicine),
                when(medicine),
                state(medicine));
    }

    private List<String> step(int number, MedicationRequest medicine) {
        return List.of(
                String.valueOf(number),
                what(medicine),
                texts.dosage(medicine.getDosageInstruction()),
                when(medicine),
                aims(medicine),
                comes(medicine),
                state(medicine));
    }

    private String aims(MedicationRequest medicine) {
        BigDecimal target = TargetMme.of(medicine);
        if (target == null) {
            return TargetMme.isSaid(medicine) ? texts.words().say("unknown") : "";
        }
        return texts.number(new BigDecimal(target.stripTrailingZeros().toPlainString()));
    }

    private String state(MedicationRequest medicine) {
        String hold = isHold(medicine) ? texts.words().say("taper.hold") : "";
        return SheetTexts.distinct(
                Stream.of(states.pieces(medicine), Stream.of(hold), SheetTexts.pieces(medicine.getNote()))
                        .flatMap(each -> each));
    }

    private static boolean isHold(MedicationRequest medicine) {
        return medicine.getStatus() != MedicationRequestStatus.ONHOLD && Said.hold(medicine.getNote());
    }

    private String when(MedicationRequest medicine) {
        return medicine.getDosageInstruction().stream()
                .map(dosage -> dosage.getTiming().getRepeat())
                .filter(repeat -> repeat.hasBoundsPeriod())
                .map(repeat -> texts.period(repeat.getBoundsPeriod()))
                .distinct()
                .collect(Collectors.joining("\n"));
    }

    private String comes(MedicationRequest medicine) {
        return switch (dose(medicine)) {
            case PrescribedDose.Computed computed -> texts.number(computed.milligramsPerDay());
            case PrescribedDose.NotComputable unknown -> texts.words().say("unknown");
            case PrescribedDose.NoOpioid none -> texts.words().say("mme.none");
        };
    }

    private PrescribedDose dose(MedicationRequest medicine) {
        return doses.of(medicine, source::read);
    }

    private String note(List<MedicationRequest> medicines) {
        String tables = medicines.stream()
                .map(this::dose)
                .filter(PrescribedDose.Computed.class::isInstance)
                .map(dose -> ((PrescribedDose.Computed) dose).table())
                .distinct()
                .collect(Collectors.joining(", "));
        return tables.isEmpty()
                ? texts.words().say("mme.note-unknown")
                : texts.words().say("mme.note").replace("{tables}", tables);
    }

    /** What it is called, what product that is, and its number. */
    private String what(MedicationRequest medicine) {
        CodeableConcept concept = concept(medicine);
        String din = concept.getCoding().stream()
                .filter(coding -> String.valueOf(coding.getSystem()).endsWith(DIN))
                .map(coding -> "DIN\u00a0" + coding.getCode())
                .collect(Collectors.joining(", "));
        String product = doses.product(medicine, source::read).orElse("");
        String said = SheetTexts.concept(concept);
        boolean repeats = medicine.getDosageInstruction().stream().anyMatch(dosage -> said.equals(dosage.getText()))
                || din.endsWith("\u00a0" + said);
        return SheetTexts.lines(repeats && !product.isEmpty() ? "" : said, said.equals(product) ? "" : product, din);
    }

    private CodeableConcept concept(MedicationRequest medicine) {
        if (medicine.hasMedicationCodeableConcept()) {
            return medicine.getMedicationCodeableConcept();
        }
        Reference reference = medicine.hasMedicationReference() ? medicine.getMedicationReference() : new Reference();
        Optional<Resource> found = String.valueOf(reference.getReference()).startsWith("#")
                ? contained(medicine, reference.getReference().substring(1))
                : source.read(reference);
        return found.filter(Medication.class::isInstance)
                .map(each -> ((Medication) each).getCode())
                .orElseGet(() -> new CodeableConcept().setText(reference.getDisplay()));
    }

    private static Optional<Resource> contained(MedicationRequest medicine, String id) {
        return medicine.getContained().stream()
                .filter(each -> each.getIdElement().getIdPart() != null
                        && each.getIdElement().getIdPart().replace("#", "").equals(id))
                .findFirst();
    }

    /** It aims at a dose, follows another medicine of the plan, or is followed by one. */
    private static boolean isStep(MedicationRequest medicine, List<MedicationRequest> all) {
        return TargetMme.isSaid(medicine)
                || all.stream().anyMatch(each -> prior(each).equals(SheetSource.reference(medicine)))
                || all.stream().anyMatch(each -> prior(medicine).equals(SheetSource.reference(each)));
    }

    private static String prior(MedicationRequest medicine) {
        return LivingPlan.unversioned(medicine.getPriorPrescription().getReference());
    }

    /** Each after the one that it follows; what follows in a circle at the end. */
    private static List<MedicationRequest> inOrder(List<MedicationRequest> steps) {
        Set<String> all = steps.stream().map(SheetSource::reference).collect(Collectors.toSet());
        Set<MedicationRequest> ordered = new LinkedHashSet<>();
        steps.stream().filter(step -> !all.contains(prior(step))).forEach(first -> {
            List<MedicationRequest> next = List.of(first);
            while (ordered.addAll(next)) {
                Set<String> before = next.stream().map(SheetSource::reference).collect(Collectors.toSet());
                next = steps.stream()
                        .filter(step -> before.contains(prior(step)))
                        .toList();
            }
        });
        return Stream.concat(ordered.stream(), steps.stream()).distinct().toList();
    }
}
