package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.painbridge.clinical.Terminology;
import org.painbridge.imaging.ProcedureCandidates.Candidate;

class ProcedureCandidatesTest {
    private static final Terminology TERMINOLOGY = new Terminology();
    private static final ProcedureCandidates CANDIDATES =
            new ProcedureCandidates(TERMINOLOGY, new ProcedureCatalogue(TERMINOLOGY).all());

    @ParameterizedTest
    @CsvFileSource(resources = "suggestions/procedures.csv", numLinesToSkip = 1, emptyValue = "")
    void theNearestProcedureComesFirst(String text, String first) {
        assertThat(CANDIDATES.of(text, 5).stream()
                        .findFirst()
                        .map(candidate -> candidate.procedure().key())
                        .orElse(null))
                .isEqualTo(first);
    }

    @Test
    void aTextThatNamesAMachineGetsNoOtherMachine() {
        assertThat(CANDIDATES.of("IRM genou", 20))
                .isNotEmpty()
                .allMatch(candidate -> candidate.procedure().modality().equals("MR"));
    }

    @Test
    void aTextWithoutAMachineGetsSeveral() {
        assertThat(CANDIDATES.of("genou", 20))
                .extracting(candidate -> candidate.procedure().modality())
                .contains("MR", "CT", "US", "XR");
    }

    @Test
    void scoresFallAndTheSameTextGivesTheSameList() {
        List<Candidate> found = CANDIDATES.of("ct lumbar", 10);

        assertThat(found).extracting(Candidate::score).isSortedAccordingTo((a, b) -> Double.compare(b, a));
        assertThat(CANDIDATES.of("ct lumbar", 10)).isEqualTo(found);
    }

    @Test
    void everyProcedureIsFoundByItsOwnName() {
        new ProcedureCatalogue(TERMINOLOGY)
                .all()
                .forEach(procedure -> assertThat(CANDIDATES.of(procedure.key().replace('-', ' '), 5))
                        .as(procedure.key())
                        .extracting(Candidate::procedure)
                        .contains(procedure));
    }
}
