package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ProcedureKeysTest {
    private static final YamlMap OPTION = YamlMap.parse("rules.yaml", "procedures: [xr-*]");

    @Test
    void aStarStandsForEachRegionOfTheMatch() {
        assertThat(keys(true, "foot", "knee").named(OPTION, "xr-*")).containsExactly("xr-foot", "xr-knee");
    }

    @Test
    void aRegionWithoutTheExaminationIsPassedOver() {
        assertThat(keys(true, "shoulder", "foot").named(OPTION, "ct-dual-energy-*"))
                .containsExactly("ct-dual-energy-foot");
    }

    @Test
    void aStarWithoutEachRegionIsRefused() {
        var keys = keys(false, "foot");

        assertThatThrownBy(() -> keys.named(OPTION, "xr-*")).hasMessageContaining("needs a match with eachRegion");
    }

    @Test
    void aStarThatFindsNothingIsRefused() {
        var keys = keys(true, "foot");

        assertThatThrownBy(() -> keys.named(OPTION, "horn-*")).hasMessageContaining("in no region");
    }

    @Test
    void anUnknownKeyIsRefused() {
        var keys = keys(false, "foot");

        assertThatThrownBy(() -> keys.named(OPTION, "xr-horn")).hasMessageContaining("not a procedure key");
    }

    private static ProcedureKeys keys(boolean eachRegion, String... regions) {
        return new ProcedureKeys(ImagingPack.PROCEDURES, new Match(Set.of(regions), false, eachRegion, List.of()));
    }
}
