package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.painbridge.careplan.ReviewState.Party;

class ReviewStateTest {
    @ParameterizedTest
    @CsvSource({
        "received, true, false",
        "accepted, true, false",
        "rejected, true, false",
        "cancelled, true, true",
        "requested, false, false",
        "in-progress, false, false",
        "completed, false, false",
        "failed, false, false",
        "on-hold, false, false",
        "draft, false, false",
        "entered-in-error, false, false"
    })
    void aRequestedReviewIsTakenByItsOwnerAndCalledOffByEither(String status, boolean owner, boolean requester) {
        assertThat(ReviewState.REQUESTED.allows(status, Party.OWNER)).isEqualTo(owner);
        assertThat(ReviewState.REQUESTED.allows(status, Party.REQUESTER)).isEqualTo(requester);
    }
}
