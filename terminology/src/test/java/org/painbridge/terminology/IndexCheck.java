package org.painbridge.terminology;

import java.util.List;
import java.util.stream.Collectors;

/** index.json lists exactly the artifacts, in the form of a FHIR package index, because a jar cannot be listed. */
final class IndexCheck implements Check {
    static final String REWRITE = "./mvnw -pl terminology test -Dtest=IndexTest -Dpainbridge.rewrite=true";

    @Override
    public List<String> problems(Content content) {
        return content.text("index.json").equals(index(content))
                ? List.of()
                : List.of("index.json and the folders disagree; rewrite it by: " + REWRITE);
    }

    static String index(Content content) {
        return content.artifacts().stream()
                .map(IndexCheck::entry)
                .collect(Collectors.joining(",\n", "{\n  \"index-version\": 2,\n  \"files\": [\n", "\n  ]\n}\n"));
    }

    private static String entry(Artifact artifact) {
        return "    {\"filename\": \"%s\", \"resourceType\": \"%s\", \"id\": \"%s\", \"url\": \"%s\", \"version\": \"%s\"}"
                .formatted(
                        artifact.file(),
                        artifact.type(),
                        artifact.id(),
                        artifact.resource().getUrl(),
                        artifact.resource().getVersion());
    }
}
