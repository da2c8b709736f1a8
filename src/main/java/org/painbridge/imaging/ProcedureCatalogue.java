package org.painbridge.imaging;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
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
    private static final String LOINC = "http://loinc.org";
    private static final int CANDIDATES = 5;

    /** Other names under which senders know the code systems of the map. Source: HL7 registry of code systems. */
    private static final Map<String, String> ALIASES = Map.of(
            "urn:oid:2.16.840.1.113883.6.1", LOINC,
            "urn:oid:2.16.840.1.113883.6.96", "http://snomed.info/sct",
            "urn:oid:2.16.840.1.113883.6.12", "http://www.ama-assn.org/go/cpt",
            "urn:oid:2.16.840.1.113883.6.256", "http://radlex.org",
            "http://www.radlex.org", "http://radlex.org",
            "urn:oid:2.16.840.1.113883.6.95", "http://cihi.ca/fhir/CodeSystem/cihi-cci");

    private final Map<String, Procedure> byKey = new LinkedHashMap<>();
    private final Map<Code, String> keys = new HashMap<>();
    private final Map<Code, Side> sides = new HashMap<>();
    private final ProcedureCandidates candidates;

    public ProcedureCatalogue(Terminology terminology) {
        this(terminology, Map.of());
    }

    /**
     * @param local codes of a site's own system and the procedure key that each stands for
     * @throws IllegalArgumentException if a local code stands for a key that the table does not have
     */
    public ProcedureCatalogue(Terminology terminology, Map<Code, String> local) {
        // A target that is wider is what we need to know; a narrower one would be a guess.
        List<Terminology.Mapping> mappings = terminology.conceptMap(MAP).stream()
                .filter(mapping -> List.of("equivalent", "wider").contains(mapping.equivalence()))
                .toList();
        mappings.forEach(mapping -> keys.put(mapping.source(), mapping.target().code()));
        Map<String, Code> exact = mappings.stream()
                .filter(mapping -> mapping.equivalence().equals("equivalent"))
                .filter(mapping -> mapping.source().system().equals(LOINC))
                .collect(
                        Collectors.toMap(mapping -> mapping.target().code(), Terminology.Mapping::source, (a, b) -> a));
        for (Map<String, String> row : terminology.table("imaging-procedures")) {
            String key = row.getOrDefault("procedure_key", "");
            byKey.putIfAbsent(key, procedure(key, row, Optional.ofNullable(exact.get(key))));
            Side.of(row.getOrDefault("laterality", ""))
                    .ifPresent(side -> sides.put(Code.of(LOINC, row.getOrDefault("loinc", "")), side));
        }
        local.forEach(this::addLocal);
        candidates = new ProcedureCandidates(terminology, byKey.values());
    }

    private void addLocal(Code code, String key) {
        if (!byKey.containsKey(key)) {
            throw new IllegalArgumentException("No procedure has the key " + key + " of the local code " + code);
        }
        keys.put(code, key);
    }

    private static Procedure procedure(String key, Map<String, String> row, Optional<Code> loinc) {
        return new Procedure(
                key,
                title(key, row),
                row.getOrDefault("modality", ""),
                row.getOrDefault("region", ""),
                row.getOrDefault("contrast", ""),
                !row.getOrDefault("laterality", "").equals("not-applicable"),
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

    boolean knowsContrast(String contrast) {
        return byKey.values().stream()
                .anyMatch(procedure -> procedure.contrast().equals(contrast));
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
        return Optional.ofNullable(keys.get(usual(code))).flatMap(this::find);
    }

    private static Code usual(Code code) {
        return Code.of(ALIASES.getOrDefault(code.system(), code.system()), code.code());
    }

    /** The side that a code of an order tells, besides the procedure. */
    public Optional<Side> side(Code code) {
        return Optional.ofNullable(sides.get(usual(code)));
    }

    /** What an uncoded text may mean, nearest first: for a person to choose from, never taken by itself. */
    public List<Procedure> candidates(String text) {
        return candidates.of(text, CANDIDATES).stream()
                .map(ProcedureCandidates.Candidate::procedure)
                .toList();
    }

    /** Every procedure, in the order of the table. */
    public Collection<Procedure> all() {
        return Collections.unmodifiableCollection(byKey.values());
    }

    /** The procedures that say what a too coarse one leaves open. */
    List<Procedure> refinementsOf(Procedure coarse) {
        return byKey.values().stream().filter(coarse::isRefinedBy).toList();
    }
}
