package org.painbridge.server.dispensing.products;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import org.painbridge.dispensing.dpd.ExtractSource;
import org.painbridge.dispensing.dpd.ImportReport;

/** {@link ImportReport} as JSON, for programs. */
final class ReportJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private ReportJson() {}

    static String of(ImportReport report) {
        ExtractSource source = report.source();
        ObjectNode json = JSON.createObjectNode();
        json.put("summary", report.summary());
        json.putObject("extract")
                .put("name", source.name())
                .put("date", source.date().toString())
                .put("sha256", source.sha256());
        json.put("comparedWith", report.comparedWith());
        json.set("counts", JSON.valueToTree(report.counts()));
        json.set("added", JSON.valueToTree(report.changes().added()));
        json.set("changed", JSON.valueToTree(report.changes().changed()));
        json.set("gone", JSON.valueToTree(report.changes().gone()));
        json.set("notUnderstood", JSON.valueToTree(report.notUnderstood()));
        try {
            return JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json) + "\n";
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }
}
