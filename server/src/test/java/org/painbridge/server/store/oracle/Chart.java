package org.painbridge.server.store.oracle;

import java.time.Instant;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.hl7.fhir.r4.model.Resource;

/** The story of a data set: writes in transactions, each at its time. Resources are updated, deleted and come back. */
public record Chart(List<Step> steps) {

    /** One transaction. */
    public record Step(Instant at, List<Write> writes) {}

    /** @param resource with its id; what is to be deleted has nothing else */
    public record Write(Resource resource, boolean deletes) {
        public String key() {
            return resource.fhirType() + "/" + resource.getIdPart();
        }
    }

    public Chart {
        steps = List.copyOf(steps);
    }

    /** What is there in the end, by {@code Type/id}, in the order in which it was first created. */
    public Map<String, Resource> current() {
        Map<String, Resource> current = new LinkedHashMap<>();
        for (Step step : steps) {
            for (Write write : step.writes()) {
                current.put(write.key(), write.deletes() ? null : stored(write.resource(), step.at()));
            }
        }
        current.values().removeIf(Objects::isNull);
        return current;
    }

    private static Resource stored(Resource resource, Instant at) {
        Resource stored = resource.copy();
        stored.getMeta().setLastUpdated(Date.from(at));
        return stored;
    }
}
