package org.painbridge.server.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.hl7.fhir.r4.model.Resource;

/**
 * Committed versions that many writes look at, such as prescribers and pharmacies, each parsed once. A version never
 * changes, so none of them is ever out of date.
 */
final class SharedResources {
    /** Bytes of JSON; parsed, they take about ten times as many. */
    private static final int MOST = 4 << 20;

    private record Parsed(Resource resource, int bytes) {}

    private final ResourceCodec codec;
    private final Cache<String, Parsed> byVersion = Caffeine.newBuilder()
            .maximumWeight(MOST)
            .weigher((String version, Parsed parsed) -> parsed.bytes())
            .build();

    SharedResources(ResourceCodec codec) {
        this.codec = codec;
    }

    Resource of(StoredResource stored) {
        return byVersion
                .get(stored.versionedReference(), key -> new Parsed(codec.decode(stored), stored.json().length))
                .resource();
    }
}
