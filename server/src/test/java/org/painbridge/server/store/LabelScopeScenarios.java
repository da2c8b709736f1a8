package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.hl7.fhir.r4.model.Observation;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Sample;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.store.AccessScope.Grant;
import org.painbridge.server.store.AccessScope.Label;
import org.painbridge.server.store.AccessScope.Whose;
import org.springframework.beans.factory.annotation.Autowired;

/** What a label hides stays hidden when it is deleted, and no page is shorter for it. */
abstract class LabelScopeScenarios extends ServerScenarios {
    private static final Label RESTRICTED = new Label("http://terminology.hl7.org/CodeSystem/v3-Confidentiality", "R");

    @Autowired
    private FhirStore store;

    @Test
    void thatSomethingLabelledWasDeletedIsNotTold() {
        Sample own = sample();
        own.put("open", Observations.any());
        own.put("labelled", labelled(Observations.any()));
        http().delete("Observation/" + own.id("labelled"));
        StoreView uncleared = store.within(
                AccessScope.of(new Grant(Set.of("Observation"), new Whose.Everybody(), Set.of(RESTRICTED))));

        HistoryPage page = uncleared.history(new TypeHistoryQuery(List.of("Observation"), 1, null, null, null));

        assertThat(uncleared.read("Observation", own.id("labelled"))).isEmpty();
        assertThat(page.versions()).extracting(version -> version.stored().id()).containsExactly(own.id("open"));
        assertThat(page.nextCursor()).isNotNull();
        assertThat(store.within(AccessScope.ALL).read("Observation", own.id("labelled")))
                .isPresent();
    }

    private static Observation labelled(Observation observation) {
        observation.getMeta().addSecurity(RESTRICTED.system(), RESTRICTED.code(), null);
        return observation;
    }
}
