package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.terminology.Artifact.Quoted;
import org.painbridge.terminology.Table.Row;

/** Value sets are enumerated, so that they expand offline, and cover what their names promise. */
final class ValueSetCheck implements Check {
    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        content.artifacts().stream()
                .filter(artifact -> artifact.resource() instanceof ValueSet)
                .forEach(artifact -> enumerated(artifact, problems));
        products(content, "monitored-medication", "yes", problems);
        products(content, "naloxone-medication", "no", problems);
        union(content, problems);
        return problems;
    }

    private static void enumerated(Artifact artifact, List<String> problems) {
        ValueSet valueSet = (ValueSet) artifact.resource();
        boolean named = valueSet.getCompose().getInclude().stream()
                .allMatch(include -> include.hasSystem() && include.hasConcept() && !include.hasFilter());
        if (!named || !valueSet.getCompose().hasInclude() || valueSet.hasExpansion()) {
            problems.add(artifact.file() + " must enumerate its codes and have no expansion");
        }
        Set<String> seen = new HashSet<>();
        for (Quoted code : artifact.codes()) {
            if (!seen.add(code.system() + "|" + code.code())) {
                problems.add(artifact.file() + ": " + code.code() + " is listed twice");
            }
        }
    }

    private static void products(Content content, String valueSet, String monitored, List<String> problems) {
        Set<String> expected = content.table("monitored-products").rows().stream()
                .filter(row -> row.get("monitored").equals(monitored))
                .map((Row row) -> row.get("din"))
                .collect(Collectors.toSet());
        String file = "value-sets/" + valueSet + ".json";
        for (String system : CodeCheck.DIN) {
            Set<String> listed = new Artifact(file, content.parse(file))
                    .codes().stream()
                            .filter(code -> code.system().equals(system))
                            .map(Quoted::code)
                            .collect(Collectors.toSet());
            if (!listed.equals(expected)) {
                problems.add(file + " does not list the products with monitored = " + monitored + " in " + system);
            }
        }
    }

    private static void union(Content content, List<String> problems) {
        Set<String> parts = new HashSet<>();
        Set<String> whole = new HashSet<>();
        for (Artifact artifact : content.artifacts()) {
            if (artifact.file().startsWith("value-sets/indication-")) {
                artifact.codes().forEach(code -> parts.add(code.system() + "|" + code.code()));
            }
            if (artifact.file().equals("value-sets/imaging-indication.json")) {
                artifact.codes().forEach(code -> whole.add(code.system() + "|" + code.code()));
            }
        }
        if (!whole.equals(parts)) {
            problems.add("imaging-indication is not the union of the indication value sets");
        }
    }
}
