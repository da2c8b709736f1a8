package org.painbridge.server.export;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** The answer to a client that asks for an export that is complete (Bulk Data Access IG, Complete Status). */
final class ExportManifest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ExportManifest() {}

    /**
     * @param url of the export; those of its files begin with it
     * @param signIn whether the files, too, are for who has a token
     */
    static byte[] of(ExportJob job, List<ExportFile> files, String url, boolean signIn) {
        ObjectNode manifest = JSON.createObjectNode();
        manifest.put("transactionTime", job.asOf().toString());
        manifest.put("request", job.definition().request());
        manifest.put("requiresAccessToken", signIn);
        var output = manifest.putArray("output");
        for (ExportFile file : files) {
            output.addObject()
                    .put("type", file.type())
                    .put("url", url + "/" + file.name())
                    .put("count", file.resources());
        }
        manifest.putArray("error");
        return manifest.toString().getBytes(StandardCharsets.UTF_8);
    }
}
