package org.painbridge.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NmsProblemsTest {
    private final NmsProblems problems = NmsProblems.fromClassPath();

    /** What is wrong ends with a full stop, and something to do stands behind it. */
    @ParameterizedTest
    @EnumSource
    void eachTellsInBothLanguagesWhatToDo(NmsReason reason) {
        NmsProblem problem = problems.of(
                reason, "", Map.of("days", 1, "form", "f", "colleges", "c", "perDay", 2, "worn", 3, "hours", 4));

        assertThat(problem.text().en()).contains(" ").endsWith(".").doesNotContain("{");
        assertThat(problem.text().fr())
                .endsWith(".")
                .doesNotContain("{")
                .isNotEqualTo(problem.text().en());
        assertThat(problem.text().en().split("[.:] |; ")).hasSizeGreaterThan(1);
    }
}
