package org.painbridge.server.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Resource;
import org.junit.jupiter.api.Test;
import org.painbridge.server.ServerScenarios;
import org.springframework.beans.factory.annotation.Autowired;

/** What a transaction sees of resources that it only looks at. */
abstract class SharedResourceScenarios extends ServerScenarios {
    @Autowired
    private FhirStore store;

    private final String id = unique();
    private final String reference = "Organization/" + id;

    @Test
    void aVersionThatWasTakenBackIsNotRemembered() {
        write("first");

        assertThatThrownBy(() -> store.write(transaction -> {
                    transaction.update(pharmacy("taken back"), null);
                    assertThat(name(transaction.look(List.of(reference)))).isEqualTo("taken back");
                    throw new IllegalStateException("what went wrong");
                }))
                .hasMessage("what went wrong");
        assertThat(name(look())).isEqualTo("first");
        write("second");

        assertThat(name(look())).isEqualTo("second");
    }

    @Test
    void ofAVersionEveryoneSeesTheSameOne() {
        write("first");

        assertThat(look().get(reference)).isSameAs(look().get(reference));
    }

    @Test
    void whatIsNotHereOrDeletedIsLeftOut() {
        assertThat(look()).isEmpty();
        write("first");
        store.write(transaction -> transaction.delete("Organization", id, null));

        assertThat(look()).isEmpty();
    }

    @Test
    void manyAreFoundAtOnce() {
        List<String> ids = IntStream.range(0, 40).mapToObj(i -> id + "-" + i).toList();
        store.write(transaction -> {
            for (String each : ids) {
                transaction.update((Organization) pharmacy(each).setId(each), null);
            }
            return null;
        });

        Map<String, Resource> found = store.write(transaction -> transaction.look(
                ids.stream().map(each -> "Organization/" + each).toList()));

        assertThat(found)
                .hasSize(40)
                .allSatisfy((key, resource) -> assertThat(key).endsWith("/" + ((Organization) resource).getName()));
    }

    private void write(String name) {
        store.write(transaction -> transaction.update(pharmacy(name), null));
    }

    private Map<String, Resource> look() {
        return store.write(transaction -> transaction.look(List.of(reference)));
    }

    private String name(Map<String, Resource> found) {
        return ((Organization) found.get(reference)).getName();
    }

    private Organization pharmacy(String name) {
        Organization pharmacy = new Organization().setName(name);
        pharmacy.setId(id);
        return pharmacy;
    }
}
