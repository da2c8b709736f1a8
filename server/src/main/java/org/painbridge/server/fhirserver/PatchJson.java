package org.painbridge.server.fhirserver;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** Resources and patches as trees of JSON. */
final class PatchJson {
    private PatchJson() {}

    /**
     * Keeps numbers as they are written: 1.50 is more precise than 1.5.
     *
     * @param depth most nested objects and arrays
     */
    static JsonMapper mapper(int depth) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(depth)
                .maxStringLength(Integer.MAX_VALUE) // The body as a whole is limited.
                .build();
        return JsonMapper.builder(
                        JsonFactory.builder().streamReadConstraints(limits).build())
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }
}
