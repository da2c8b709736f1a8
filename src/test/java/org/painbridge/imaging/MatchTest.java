package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MatchTest {
    private static final Procedure FOOT = procedure("xr-foot");
    private static final Procedure KNEE = procedure("xr-knee");
    private static final Procedure BONE_SCAN = procedure("nm-bone-scan");

    @Test
    void aRowOfEachRegionAnswersAFootWithAFoot() {
        var match = new Match(Set.of("foot", "knee"), false, true, List.of());

        assertThat(match.answers(FOOT, FOOT)).isTrue();
        assertThat(match.answers(FOOT, KNEE)).isFalse();
    }

    @Test
    void whatIsOfNoneOfItsRegionsIsOfferedToAllOfThem() {
        var match = new Match(Set.of("foot", "knee"), false, true, List.of());

        assertThat(match.answers(FOOT, BONE_SCAN)).isTrue();
        assertThat(match.answers(BONE_SCAN, FOOT)).isTrue();
    }

    @Test
    void aRowOfSeveralRegionsOffersThemAll() {
        assertThat(new Match(Set.of("foot", "knee"), false, false, List.of()).answers(FOOT, KNEE))
                .isTrue();
    }

    @Test
    void aRowOfOnlyWhatItRatesLeavesItsRegionToOthers() {
        assertThat(new Match(Set.of("foot"), true, false, List.of()).isOf(FOOT)).isFalse();
        assertThat(new Match(Set.of("foot"), false, false, List.of()).isOf(FOOT))
                .isTrue();
    }

    private static Procedure procedure(String key) {
        return ImagingPack.PROCEDURES.find(key).orElseThrow();
    }
}
