package org.painbridge.server.logs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What tells who the patients of the samples are: the numbers, telephones, addresses and names in their Patient resources. */
public record PatientData(List<String> values) {
    public PatientData {
        values = List.copyOf(values);
    }

    /** @param bundle {@code 02-patients.json} */
    public static PatientData of(Path bundle) throws IOException {
        List<String> values = new ArrayList<>();
        for (JsonNode entry : new ObjectMapper().readTree(bundle.toFile()).path("entry")) {
            JsonNode patient = entry.path("resource");
            patient.path("identifier")
                    .forEach(each -> values.add(each.path("value").asText()));
            patient.path("telecom")
                    .forEach(each -> values.add(each.path("value").asText()));
            patient.path("address").forEach(each -> each.path("line").forEach(line -> values.add(line.asText())));
            patient.path("name")
                    .forEach(name -> name.path("given")
                            .forEach(given -> values.add(
                                    given.asText() + " " + name.path("family").asText())));
        }
        values.removeIf(String::isBlank);
        return new PatientData(values);
    }

    boolean isIn(String line) {
        return values.stream().anyMatch(line::contains);
    }
}
