package org.painbridge.server.dispensing.nms;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.painbridge.dispensing.nms.NmsProblems;
import org.painbridge.dispensing.nms.NmsReason;
import org.painbridge.server.PublishedCodes;

class NmsStatusTest {
    private static final NmsProblems PROBLEMS = NmsProblems.fromClassPath();

    @ParameterizedTest
    @EnumSource
    void aTransactionIsRefusedWithThePublishedStatus(NmsReason reason) {
        assertThat(NmsStatus.of(reason)).isEqualTo(PublishedCodes.statuses().get(reason.code()));
    }

    @ParameterizedTest
    @EnumSource
    void onlyWarningsHaveTheStatusOfASuccess(NmsReason reason) {
        assertThat(NmsStatus.of(reason) == 200)
                .isNotEqualTo(PROBLEMS.of(reason, "").refuses());
    }
}
