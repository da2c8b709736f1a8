package org.painbridge.server.dispensing.disclosure;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.painbridge.server.dispensing.Monitoring.Volume;

class PeerGroupTest {
    private static final Volume OWN = new Volume(40, 8);

    @Test
    void ofTooFewPeersNothingIsToldNotEvenHowManyThereAre() {
        PeerGroup group = PeerGroup.of("Pain medicine", OWN, Collections.nCopies(5, new Volume(10, 5)), 6);

        assertThat(group.peers()).isEmpty();
        assertThat(group.figures()).hasSize(3).allMatch(figure -> figure.peers().isEmpty());
        assertThat(group.figures().getFirst().own()).isEqualByComparingTo("40");
    }

    @Test
    void theFiguresAreValuesOfTheNearestRank() {
        List<Volume> peers =
                IntStream.rangeClosed(1, 8).mapToObj(i -> new Volume(i * 10, i)).toList();

        PeerGroup group = PeerGroup.of("Pain medicine", OWN, peers, 6);

        assertThat(group.peers()).hasValue(8);
        assertThat(group.figures().getFirst().peers())
                .hasValue(new Quartiles(BigDecimal.valueOf(20), BigDecimal.valueOf(40), BigDecimal.valueOf(60)));
        assertThat(group.figures().getLast().own()).isEqualByComparingTo("5.0");
    }

    @Test
    void thePersonAloneDecidesOnlyWhereOneClientIsAllowed() {
        Party officer = new Party("app", "a");

        assertThat(new Party("app", "b").isAnotherThan(officer, false)).isFalse();
        assertThat(new Party("app", "b").isAnotherThan(officer, true)).isTrue();
        assertThat(new Party("other", "a").isAnotherThan(officer, true)).isFalse();
    }
}
