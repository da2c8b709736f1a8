package org.painbridge.imaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.util.List;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;

class RankingTest {
    private final ImagingEngine engine = ImagingPack.engine();

    @Test
    void aRadiographComesBeforeMriAndCtOfTheSameCategory() {
        var order = ImagingOrders.of("nm-bone-scan").met("any-fracture-flag").build();

        List<Alternative> alternatives = engine.assess(order).alternatives();

        assertThat(alternatives)
                .extracting(alternative -> alternative.option().procedureKey())
                .containsExactly(
                        "xr-lumbar-spine",
                        "mr-lumbar-spine-wo",
                        "ct-lumbar-spine-wo",
                        "mr-lumbar-spine-wo-w",
                        "ct-myelogram-lumbar-spine");
    }

    @Test
    void everyPlaceInTheRankingSaysWhy() {
        var order =
                ImagingOrders.of("ct-lumbar-spine-wo").met("any-fracture-flag").build();

        assertThat(engine.assess(order).alternatives())
                .extracting(
                        alternative -> alternative.option().procedureKey(),
                        alternative -> alternative.placement().orElseThrow())
                .asInstanceOf(InstanceOfAssertFactories.LIST)
                .containsExactly(
                        tuple("xr-lumbar-spine", above(Alternative.Key.MODALITY)),
                        tuple("mr-lumbar-spine-wo", above(Alternative.Key.RADIATION)),
                        tuple("mr-lumbar-spine-wo-w", below(Alternative.Key.CATEGORY)),
                        tuple("ct-myelogram-lumbar-spine", below(Alternative.Key.CATEGORY)));
    }

    private static Alternative.Placement above(Alternative.Key key) {
        return new Alternative.Placement(true, key);
    }

    private static Alternative.Placement below(Alternative.Key key) {
        return new Alternative.Placement(false, key);
    }
}
