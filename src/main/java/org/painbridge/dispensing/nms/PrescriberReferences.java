package org.painbridge.dispensing.nms;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.IdentifierSystems;

/** Which college a prescriber's licence is of. Source: terminology/tables/prescriber-id-references.csv. */
public final class PrescriberReferences {
    private final IdentifierSystems systems;
    /** Reference codes that are taken, by canonical identifier system. */
    private final Map<String, String> codes;

    private PrescriberReferences(IdentifierSystems systems, Map<String, String> codes) {
        this.systems = systems;
        this.codes = codes;
    }

    public static PrescriberReferences from(Terminology terminology, IdentifierSystems systems) {
        Map<String, String> codes = new LinkedHashMap<>();
        for (Map<String, String> row : terminology.table("prescriber-id-references")) {
            String system = row.getOrDefault("identifier_system", "");
            if ("yes".equals(row.get("accept")) && !system.isEmpty()) {
                codes.put(systems.canonical(system), row.getOrDefault("code", ""));
            }
        }
        return new PrescriberReferences(systems, codes);
    }

    /** The reference code, such as 01; empty for a system of no college that is taken. */
    public Optional<String> code(String system) {
        return Optional.ofNullable(codes.get(systems.canonical(system)));
    }

    /** For messages: the code and the last part of the system of each. */
    String all() {
        return codes.entrySet().stream()
                .map(each -> each.getValue() + " "
                        + each.getKey().substring(each.getKey().lastIndexOf('/') + 1))
                .collect(Collectors.joining(", "));
    }
}
