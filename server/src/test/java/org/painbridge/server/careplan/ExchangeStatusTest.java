package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.painbridge.careplan.ExchangeReason;
import org.painbridge.server.PublishedCodes;

class ExchangeStatusTest {
    @Test
    void anOperationOnAPlanIsRefusedWithThePublishedStatus() {
        for (ExchangeReason reason : ExchangeReason.values()) {
            assertThat(Exchange.status(reason))
                    .as(reason.code())
                    .isEqualTo(PublishedCodes.statuses().get(reason.code()));
        }
    }
}
