package org.painbridge.server.terminology;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.r4.model.ValueSet;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerTest;
import org.springframework.beans.factory.annotation.Autowired;

@ServerTest
class ExpandIT extends ExpandScenarios {
    @Autowired
    private Definitions definitions;

    /** Of what comes with the server, so whatever the database. */
    @Test
    void everyValueSetThatIsHereIsExpandedOrRefusedForAReason() {
        Map<String, Integer> statuses = new TreeMap<>();

        for (String id : definitions.all(ValueSet.class).keySet()) {
            Answer answer = http().get("ValueSet/" + id + "/$expand?count=1");
            String reason = answer.status() == 200
                    ? "expanded"
                    : answer.json().at("/issue/0/details/coding/0/code").asText();
            statuses.merge(reason, 1, Integer::sum);
        }

        assertThat(statuses.keySet())
                .isSubsetOf(
                        "expanded", "too-costly", "unknown-code-system", "unknown-value-set", "unsupported-definition");
        assertThat(statuses.get("expanded")).isGreaterThan(1200);
    }
}
