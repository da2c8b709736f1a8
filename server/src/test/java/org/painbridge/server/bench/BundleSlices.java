package org.painbridge.server.bench;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Cuts the resources out of a Bundle by their byte positions: the least that a server can do with it. */
final class BundleSlices {
    private final JsonFactory json = new JsonFactory();

    List<String> resources(byte[] bundle) throws IOException {
        List<String> resources = new ArrayList<>();
        try (JsonParser parser = json.createParser(bundle)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                if (token == JsonToken.FIELD_NAME && parser.currentName().equals("resource")) {
                    parser.nextToken();
                    int from = (int) parser.currentTokenLocation().getByteOffset();
                    parser.skipChildren();
                    int until = (int) parser.currentTokenLocation().getByteOffset() + 1;
                    resources.add(new String(bundle, from, until - from, StandardCharsets.UTF_8));
                }
            }
        }
        return resources;
    }
}
