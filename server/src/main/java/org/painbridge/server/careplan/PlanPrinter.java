package org.painbridge.server.careplan;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Patient.PatientCommunicationComponent;
import org.painbridge.careplan.fhir.SheetSource;
import org.painbridge.careplan.fhir.SheetWriter;
import org.painbridge.careplan.sheet.PlanSheet;
import org.painbridge.careplan.sheet.SheetWords;
import org.painbridge.clinical.fhir.PrescribedDoses;
import org.painbridge.server.careplan.pdf.PlanPdf;
import org.painbridge.server.store.StoredResource;

/** Writes plans as sheets, in the language that the patient prefers, and prints them. */
final class PlanPrinter {
    private final Map<String, SheetWords> words =
            SheetWords.LANGUAGES.stream().collect(Collectors.toMap(language -> language, SheetWords::of));
    private final PlanPdf pdf = new PlanPdf();
    private final ZoneId zone;
    private final PrescribedDoses doses;

    PlanPrinter(ZoneId zone, PrescribedDoses doses) {
        this.zone = zone;
        this.doses = doses;
    }

    /** As much of a plan as the reader may see. */
    static SheetSource source(PlanReader reader, String id) {
        StoredResource stored = reader.stored(id);
        CarePlan plan = (CarePlan) reader.parsed(List.of(stored)).getFirst();
        List<StoredResource> around = reader.storedAround(plan);
        List<StoredResource> parts = reader.storedParts(plan, around);
        List<String> seen = Stream.of(List.of(stored), parts, around)
                .flatMap(List::stream)
                .map(StoredResource::reference)
                .toList();
        return new SheetSource(
                plan, reader.parsed(parts), reader.parsed(around), new PlanChanges(reader, plan).of(seen), reader::at);
    }

    /** @param language en or fr; empty for what the patient's record prefers */
    PlanSheet sheet(SheetSource source, Optional<String> language, Instant now) {
        String chosen = language.or(() -> source.patient().flatMap(PlanPrinter::preferred))
                .orElse("en");
        return new SheetWriter(source, Objects.requireNonNull(words.get(chosen)), zone, doses).write(now);
    }

    byte[] print(PlanSheet sheet) {
        return pdf.print(sheet);
    }

    /** The language that is marked as preferred, or the only one; empty where that is not one of ours. */
    private static Optional<String> preferred(Patient patient) {
        List<PatientCommunicationComponent> all = patient.getCommunication();
        return all.stream()
                .filter(PatientCommunicationComponent::getPreferred)
                .findFirst()
                .or(() -> all.size() == 1 ? Optional.of(all.getFirst()) : Optional.empty())
                .flatMap(communication -> communication.getLanguage().getCoding().stream()
                        .map(Coding::getCode)
                        .map(code ->
                                String.valueOf(code).toLowerCase(Locale.ROOT).split("-", 2)[0])
                        .filter(SheetWords.LANGUAGES::contains)
                        .findFirst());
    }
}
