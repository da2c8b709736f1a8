package org.painbridge.imaging;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

/** The imaging procedures we know, by key and by the codes that orders use. */
public final class ProcedureCatalogue {
    private static final String MAP = "https://painbridge.example/fhir/ConceptMap/imaging-procedure-key";

    private final Map<String, Procedure> byKey = new LinkedHashMap<>();
    private final Map<Code, String> keys;

    public ProcedureCatalogue(Terminology terminology) {
        // A target that is wider is what we need to know; a narrower one would be a guess.
        List<Terminology.Mapping> mappings = terminology.conceptMap(MAP).stream()
                .filter(mapping -> List.of("equivalent", "wider").contains(mapping.equivalence()))
                .toList();
        keys = mappings.stream()
                .collect(Collectors.toUnmodifiableMap(
                        Terminology.Mapping::source, mapping -> mapping.target().code()));
        Map<String, Code> exact = mappings.stream()
                .filter(mapping -> mapping.equivalence().equals("equivalent"))
                .collect(
                        Collectors.toMap(mapping -> mapping.target().code(), Terminology.Mapping::source, (a, b) -> a));
        for (Map<String, String> row : terminology.table("imaging-procedures")) {
            String key = row.getOrDefault("procedure_key", "");
            byKey.putIfAbsent(key, procedure(key, row, Optional.ofNullable(exact.get(key))));
        }
    }

    private static Procedure procedure(String key, Map<String, String> row, Optional<Code> loinc) {
        return new Procedure(
                key,
                title(key, row),
                row.getOrDefault("modality", ""),
                row.getOrDefault("region", ""),
                row.getOrDefault("contrast", ""),
                loinc);
    }

    private static Localized title(String key, Map<String, String> row) {
        String english = row.getOrDefault("display", key);
        String french = row.getOrDefault("display_fr", "");
        return new Localized(english, french.isBlank() ? english : french);
    }

    boolean knowsRegion(String region) {
        return byKey.values().stream().anyMatch(procedure -> procedure.region().equals(region));
    }

    boolean knowsModality(String modality) {
        return byKey.values().stream()
                .anyMatch(procedure -> procedure.modality().equals(modality));
    }

    public Optional<Procedure> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    /** The procedure a code of an order stands for: our own key, or a code of the map. */
    public Optional<Procedure> find(Code code) {
        if (code.system().equals(Procedure.SYSTEM)) {
            return find(code.code());
        }
        return Optional.ofNullable(keys.get(code)).flatMap(this::find);
    }

    /** The procedures that say what a too coarse one leaves open. */
    List<Procedure> refinementsOf(Procedure coarse) {
        return byKey.values().stream().filter(coarse::isRefinedBy).toList();
    }
}
