package org.painbridge.imaging.fhir;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Period;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.DataRequirement;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.DeviceUseStatement.DeviceUseStatementStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Evidence;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Wording;

/** What is gathered of a person is what the readers look at. */
class ChartPartTest {
    private static final Evidence SOURCE =
            ImagingPack.RULES.fact("adult").clock().source();
    private static final CodeSet CODES = new CodeSet("urn:codes", "1", Set.of());

    /** Every kind that a pack may ask for, whether the shipped one does or not. */
    private static final List<FactEvidence> KINDS = List.of(
            new FactEvidence.Condition(CODES, Set.of(), false, false, false),
            new FactEvidence.ReasonCondition(),
            new FactEvidence.Observation(CODES, false, null, List.of(), null, null, false),
            new FactEvidence.DueDate(CODES, Period.ofDays(280)),
            new FactEvidence.AgeAt("birth-date", "headache-onset", Period.ofYears(50), SOURCE),
            new FactEvidence.Quantity(CODES),
            new FactEvidence.BirthDate(),
            new FactEvidence.Gender("female"),
            new FactEvidence.RuledOut(null, null, "male", SOURCE),
            new FactEvidence.Procedure(CODES, Wording.NONE),
            new FactEvidence.Request(CODES),
            new FactEvidence.Medication(CODES, Wording.NONE, null),
            new FactEvidence.Allergy(CODES, Wording.NONE, Set.of()),
            new FactEvidence.Device(CODES, Wording.NONE),
            new FactEvidence.OtherDevice(Wording.NONE),
            new FactEvidence.Study(Set.of("CT"), Set.of("hip")));

    @Test
    void whateverACriterionMayAskForIsGathered() {
        assertThat(types(KINDS.stream())).isSubsetOf(ChartPart.types());
        assertThat(types(ImagingPack.RULES.facts().values().stream().flatMap(fact -> fact.evidence().stream())))
                .isSubsetOf(ChartPart.types());
    }

    @Test
    void whatIsGatheredBesidesIsTheAnswersAndTheUseOfDevices() {
        Set<String> more = ChartPart.types().stream()
                .filter(type -> !types(KINDS.stream()).contains(type))
                .collect(Collectors.toSet());

        assertThat(more).containsExactlyInAnyOrder("QuestionnaireResponse", "DeviceUseStatement");
    }

    @ParameterizedTest
    @CsvSource({
        "ACTIVE, Device/absent, Device/absent",
        "ACTIVE, https://other.example/fhir/Device/absent, https://other.example/fhir/Device/absent",
        "ACTIVE, Device/present, ",
        "COMPLETED, Device/absent, ",
        "ACTIVE, Medication/absent, ",
        "ACTIVE, '#contained', ",
        "ACTIVE, 'Device/a,b&_count=1', ",
        "ACTIVE, , ",
    })
    void onlyADeviceInUseThatIsNotThereIsMissing(DeviceUseStatementStatus status, String named, String missing) {
        DeviceUseStatement use = new DeviceUseStatement().setStatus(status).setDevice(new Reference(named));
        Resource present = new Device().setId("Device/present");

        assertThat(ChartLinks.missingDevices(List.of(use, present, use.copy())))
                .extracting(id -> id.getValue())
                .isEqualTo(missing == null ? List.of() : List.of(missing));
    }

    private static Set<String> types(Stream<FactEvidence> evidence) {
        return evidence.flatMap(ChartRequirements::of)
                .map(DataRequirement::getType)
                .collect(Collectors.toSet());
    }
}
