package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvSource;

class PlanPartTest {
    @ParameterizedTest
    @CsvSource(
            useHeadersInDisplayName = true,
            value = {
                "PART, CUSTODIAN, REVIEWER, MEMBER, PATIENT, STEWARD, AUTHOR",
                "HEADER, true, false, false, false, false, false",
                "TEAM, true, false, false, false, false, false",
                "GOAL, false, false, false, false, false, true",
                "GOAL_OF_PATIENT, false, true, false, true, false, false",
                "ACHIEVEMENT, true, true, true, true, false, false",
                "ACTIVITY, false, false, false, false, false, true"
            })
    void aPartIsForWhomTheTableSays(ArgumentsAccessor row) {
        PlanPart part = PlanPart.valueOf(row.getString(0));
        Party[] parties = {Party.CUSTODIAN, Party.REVIEWER, Party.MEMBER, Party.PATIENT, Party.STEWARD};

        for (int i = 0; i < parties.length; i++) {
            assertThat(part.isFor(Set.of(parties[i]), false))
                    .as(parties[i].name())
                    .isEqualTo(row.getBoolean(1 + i));
        }
        assertThat(part.isFor(Set.of(), true)).isEqualTo(row.getBoolean(6));
    }
}
