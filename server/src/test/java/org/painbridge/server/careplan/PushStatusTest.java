package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.painbridge.careplan.PushReason;
import org.painbridge.server.Page;
import org.painbridge.server.PublishedCodes;

class PushStatusTest {
    @Test
    void aPushIsRefusedWithThePublishedStatus() {
        for (PushReason reason : PushReason.values()) {
            assertThat(Pushes.status(reason))
                    .as(reason.code())
                    .isEqualTo(PublishedCodes.statuses().get(reason.code()));
        }
    }

    @Test
    void thePageOfTheOperationListsEachReasonWithItsStatus() {
        var rows = Page.of("docs/operations/careplan-push.md").rows();

        for (PushReason reason : PushReason.values()) {
            assertThat(rows).containsKey(reason.code());
            assertThat(rows.get(reason.code()).get(1)).isEqualTo(String.valueOf(Pushes.status(reason)));
        }
        assertThat(rows.keySet().stream().filter(code -> code.startsWith("careplan-push-")))
                .hasSameSizeAs(Arrays.asList(PushReason.values()));
    }
}
