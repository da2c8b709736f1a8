package org.painbridge.server.store;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.hl7.fhir.r4.model.Resource;

/**
 * Committed versions that many writes look at, such as prescribers and pharmacies, each parsed once. A version never
 * changes, so none of them is ever out of date.
 */
final class SharedResources {
    private static final int MOST = 2000;

    private final ResourceCodec codec;
    private final Cache<String, Resource> byVersion =
            Caffeine.newBuilder().maximumSize(MOST).build();

    SharedResources(ResourceCodec codec) {
        this.codec = codec;
    }

    Resource of(StoredResource stored) {
        return byVersion.get(stored.versionedReference(), key -> codec.decode(stored));
    }
}
