package org.painbridge.careplan.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.careplan.Deadlines;
import org.painbridge.careplan.PushCheck;
import org.painbridge.careplan.PushPolicy;
import org.painbridge.careplan.PushVerdict.Accepted;
import org.painbridge.careplan.StoredPeople;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.TaperCheck;
import org.painbridge.careplan.TaperRules;
import org.painbridge.careplan.Target;
import org.painbridge.clinical.MedicineWords;
import org.painbridge.clinical.PrescribedDose;
import org.painbridge.clinical.Terminology;
import org.painbridge.clinical.fhir.MedicineNames;
import org.painbridge.clinical.fhir.PrescribedDoses;

/** A push that is read, checked and written as the server does, without one. */
abstract class PushWriting {
    static final ZoneId ZONE = ZoneId.of("America/Toronto");
    static final Instant NOW = Instant.parse("2026-11-25T15:00:00Z");
    private static final String HEALTH_NUMBERS = "https://fhir.infoway-inforoute.ca/NamingSystem/ca-on-patient-hcn";

    final PushReader reader = new PushReader(Pushes.FHIR, ZONE, 500);
    final PushCheck check = new PushCheck(new PushPolicy(
            new Terminology().codeSet("https://painbridge.example/fhir/ValueSet/family-physician-role"),
            Deadlines.of(Duration.ofHours(24), Duration.ofDays(14)),
            true));
    static final TaperReader TAPER = taper((request, stored) -> new PrescribedDose.NoOpioid());
    final StoredPeople people = new StoredPeople()
            .with("Patient", "p1")
            .with(new Target.Logical("Patient", HEALTH_NUMBERS, "9999999994"), new StoredRef("Patient", "p1"))
            .with("PractitionerRole", "pain-specialist-role")
            .with("Organization", "pain-clinic")
            .with(
                    new Target.Logical("PractitionerRole", "https://painbridge.example/fhir/sid/clinic-role", "FP-7"),
                    new StoredRef("PractitionerRole", "family-physician-role"));

    static TaperReader taper(PrescribedDoses doses) {
        return new TaperReader(
                new TaperCheck(TaperRules.read()),
                new Naloxone(
                        new Terminology().codeSet("https://painbridge.example/fhir/ValueSet/naloxone-medication"),
                        new MedicineNames(MedicineWords.from(new Terminology())),
                        doses));
    }

    PushRecord write(Pushes request) {
        PushContent content = content(request);
        Map<String, Integer> counts = new HashMap<>();
        return new PushWriter(ZONE, "1")
                .write(
                        content,
                        accepted(content),
                        look(content),
                        type -> type + "-" + counts.merge(type, 1, Integer::sum),
                        NOW);
    }

    List<TaperCheck.Finding> look(PushContent content) {
        return TAPER.look(content, reference -> Optional.empty());
    }

    Accepted accepted(PushContent content) {
        return (Accepted) check.check(content.push(), people, NOW);
    }

    PushContent content(Pushes request) {
        return ((PushReading.Read) reader.read(request.parameters())).content();
    }

    static <T extends Resource> T only(Class<T> type, PushRecord written) {
        return written.resources().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .collect(Collectors.collectingAndThen(Collectors.toList(), list -> {
                    assertThat(list).hasSize(1);
                    return list.getFirst();
                }));
    }
}
