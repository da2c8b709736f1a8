package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.imaging.DateRange;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;

/** Finds what the record of the person alone says: age and registered gender. */
final class PersonReader {
    private static final String BIRTH_DATE = "Patient.birthDate";
    private static final String GENDER = "Patient.gender";

    /** What a fact takes from the record of the person; few take anything. */
    private record FromPerson(Fact fact, FactEvidence evidence) {}

    private final List<FromPerson> wanted;

    PersonReader(RuleSet rules) {
        this.wanted = rules.facts().values().stream()
                .flatMap(fact -> fact.evidence().stream().map(evidence -> new FromPerson(fact, evidence)))
                .filter(each -> isOfPerson(each.evidence()))
                .toList();
    }

    private static boolean isOfPerson(FactEvidence evidence) {
        return switch (evidence) {
            case FactEvidence.BirthDate() -> true;
            case FactEvidence.Gender gender -> true;
            case FactEvidence.RuledOut out -> true;
            default -> false;
        };
    }

    /**
     * @param data among which an observation may contradict the registered gender
     * @param day to judge as of
     */
    List<Finding> findings(Patient patient, List<Resource> data, LocalDate day) {
        List<Finding> findings = new ArrayList<>();
        RegisteredSex sex = RegisteredSex.of(patient, data);
        DateRange birth = born(patient);
        for (FromPerson each : wanted) {
            Fact fact = each.fact();
            switch (each.evidence()) {
                case FactEvidence.BirthDate() -> birth(fact, patient, birth).forEach(findings::add);
                case FactEvidence.Gender(String is) -> gender(fact, patient, is).forEach(findings::add);
                case FactEvidence.RuledOut out ->
                    ruledOut(fact, out, patient, birth, sex, day).forEach(findings::add);
                default -> {}
            }
        }
        return findings;
    }

    private static Stream<Finding> birth(Fact fact, Patient patient, @Nullable DateRange birth) {
        return birth == null
                ? Stream.empty()
                : Stream.of(Finding.of(fact.id(), birth, Finding.Origin.CHART, source(patient, BIRTH_DATE, null)));
    }

    private static @Nullable DateRange born(Patient patient) {
        return new FhirMoment(patient.getBirthDateElement()).range();
    }

    private static Stream<Finding> gender(Fact fact, Patient patient, String is) {
        if (!isTold(patient)) {
            return Stream.empty();
        }
        FactState state = patient.getGender().toCode().equals(is) ? FactState.MET : FactState.NOT_MET;
        return Stream.of(Finding.of(fact.id(), state, Finding.Origin.CHART, source(patient, GENDER, null)));
    }

    /** Other and unknown say nothing of a body. */
    private static boolean isTold(Patient patient) {
        return patient.getGender() == AdministrativeGender.FEMALE || patient.getGender() == AdministrativeGender.MALE;
    }

    /** A "no" of today; whatever says "yes" outweighs it. */
    private static Stream<Finding> ruledOut(
            Fact fact,
            FactEvidence.RuledOut wanted,
            Patient patient,
            @Nullable DateRange birth,
            RegisteredSex sex,
            LocalDate day) {
        boolean byAge = birth != null
                && (isPast(birth, wanted.from(), day, FactState.MET)
                        || isPast(birth, wanted.under(), day, FactState.NOT_MET));
        boolean byGender = wanted.gender() != null && sex.is(wanted.gender());
        return byAge || byGender
                ? Stream.of(Finding.of(
                        fact.id(),
                        FactState.NOT_MET,
                        Finding.Origin.CHART,
                        source(patient, byAge ? BIRTH_DATE : GENDER, day)))
                : Stream.empty();
    }

    private static boolean isPast(DateRange birth, @Nullable Period age, LocalDate day, FactState state) {
        return age != null && birth.atLeastBefore(day, age) == state;
    }

    private static FindingSource source(Patient patient, String path, @Nullable LocalDate seen) {
        return new FindingSource(FindingReader.reference(patient), path, null, seen, null);
    }
}
