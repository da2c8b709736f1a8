package org.painbridge.server.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.MetadataResource;

/** All definitions that are here, by canonical URL and by id. Of two with one URL that of the earlier source counts. */
final class Definitions {
    private final List<DefinitionSource> sources;
    private final Map<String, Shelf> shelves = new ConcurrentHashMap<>();

    Definitions(List<DefinitionSource> sources) {
        this.sources = List.copyOf(sources);
    }

    /** The definitions of one type from one source. */
    private record Shelf(
            long revision, Map<String, List<MetadataResource>> byUrl, Map<String, MetadataResource> byId) {}

    /** @param canonical with {@code |version} or not */
    <T extends MetadataResource> Optional<T> byUrl(Class<T> type, String canonical) {
        Canonical asked = Canonical.of(canonical);
        for (int source = 0; source < sources.size(); source++) {
            for (MetadataResource definition :
                    shelf(type.getSimpleName(), source).byUrl().getOrDefault(asked.url(), List.of())) {
                if (asked.isVersion(definition.getVersion())) {
                    return Optional.of(type.cast(definition));
                }
            }
        }
        return Optional.empty();
    }

    <T extends MetadataResource> Optional<T> byId(Class<T> type, String id) {
        for (int source = 0; source < sources.size(); source++) {
            MetadataResource definition =
                    shelf(type.getSimpleName(), source).byId().get(id);
            if (definition != null) {
                return Optional.of(type.cast(definition));
            }
        }
        return Optional.empty();
    }

    /** Each definition of a type under the id by which {@link #byId} finds it. */
    <T extends MetadataResource> Map<String, T> all(Class<T> type) {
        Map<String, T> all = new LinkedHashMap<>();
        for (int source = 0; source < sources.size(); source++) {
            shelf(type.getSimpleName(), source)
                    .byId()
                    .forEach((id, definition) -> all.putIfAbsent(id, type.cast(definition)));
        }
        return all;
    }

    /** Another number after each change of a source. */
    long revision() {
        return sources.stream().mapToLong(DefinitionSource::revision).sum();
    }

    private Shelf shelf(String type, int source) {
        Shelf shelf = shelves.get(type + source);
        boolean current =
                shelf != null && shelf.revision() == sources.get(source).revision();
        return shelf != null && current ? shelf : filled(type, source);
    }

    /** One at a time: a shelf is filled with a look at those of the earlier sources. */
    private synchronized Shelf filled(String type, int source) {
        Shelf shelf = shelves.get(type + source);
        if (shelf == null || shelf.revision() != sources.get(source).revision()) {
            shelf = fill(type, source);
            shelves.put(type + source, shelf);
        }
        return shelf;
    }

    private Shelf fill(String type, int source) {
        long revision = sources.get(source).revision();
        Map<String, List<MetadataResource>> byUrl = new LinkedHashMap<>();
        Map<String, MetadataResource> byId = new LinkedHashMap<>();
        for (MetadataResource definition : sources.get(source).ofType(type)) {
            byUrl.merge(definition.getUrl(), List.of(definition), Definitions::both);
            byId.put(
                    freeId(
                            type,
                            source,
                            byId.keySet(),
                            definition.getIdElement().getIdPart()),
                    definition);
        }
        return new Shelf(revision, byUrl, byId);
    }

    /** R4 and the guide may name different things alike, such as {@code task-code}, and so may two packages. */
    private String freeId(String type, int source, Set<String> taken, String id) {
        if (taken.contains(id)) {
            return freeId(type, source, taken, "other-" + id);
        }
        for (int earlier = 0; earlier < source; earlier++) {
            if (shelf(type, earlier).byId().containsKey(id)) {
                return freeId(type, source, taken, "other-" + id);
            }
        }
        return id;
    }

    private static List<MetadataResource> both(List<MetadataResource> first, List<MetadataResource> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
