package org.painbridge.terminology;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.hl7.fhir.r4.model.CodeSystem.PropertyType;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ConceptMap.ConceptMapGroupComponent;
import org.hl7.fhir.r4.model.ConceptMap.SourceElementComponent;
import org.hl7.fhir.r4.model.Enumerations.ConceptMapEquivalence;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.terminology.Table.Row;

/**
 * The procedure keys of imaging-procedures.csv (one line for each LOINC code, or for a key without) and what maps to
 * them.
 */
final class ProcedureArtifacts implements TableArtifacts {
    private static final String KEYS = "imaging-procedure-key";
    private static final String CODES = "imaging-procedure-code";
    private static final String SYSTEM = Content.BASE + "CodeSystem/" + KEYS;
    private static final Map<String, String> PROPERTIES = properties();

    @Override
    public List<MetadataResource> of(Content content) {
        List<Row> rows = content.table("imaging-procedures").rows();
        Map<String, Row> keys = new LinkedHashMap<>();
        rows.forEach(row -> keys.putIfAbsent(row.get("procedure_key"), row));
        List<ProcedureCode> codes = ProcedureCode.all(content);
        return List.of(codeSystem(keys), keys(rows), loinc(codes), codes(codes), map(codes, keys));
    }

    private static Map<String, String> properties() {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(
                "modality",
                "XR radiograph, RF fluoroscopy, CT, MR, US ultrasound, NM nuclear medicine, PT positron emission,"
                        + " DXA absorptiometry");
        properties.put("region", "Body region");
        properties.put("laterality", "left, right, bilateral, unspecified or not-applicable");
        properties.put(
                "contrast",
                "without, with, without-and-with, intrathecal, intradiscal, intraarticular, unspecified, or none where"
                        + " the modality has no such choice");
        return properties;
    }

    private static CodeSystem codeSystem(Map<String, Row> keys) {
        CodeSystem system = TableArtifacts.described(
                new CodeSystem(),
                KEYS,
                "Imaging procedure keys",
                "Our own keys for imaging procedures, one for each modality, region and contrast that scenarios tell"
                        + " apart. Codes of other systems are mapped to them; the side is said by the code, not by the key.");
        system.setCaseSensitive(true).setContent(CodeSystemContentMode.COMPLETE);
        PROPERTIES.forEach((code, meaning) ->
                system.addProperty().setCode(code).setDescription(meaning).setType(PropertyType.CODE));
        keys.forEach((key, row) -> system.addConcept(concept(key, row)));
        return system.setCount(keys.size());
    }

    private static ConceptDefinitionComponent concept(String key, Row row) {
        ConceptDefinitionComponent concept = new ConceptDefinitionComponent()
                .setCode(key)
                .setDisplay(row.get("display"))
                .setDefinition(row.get("display") + ".");
        concept.addDesignation().setLanguage("fr").setValue(row.get("display_fr"));
        PROPERTIES
                .keySet()
                .forEach(property -> concept.addProperty().setCode(property).setValue(new CodeType(row.get(property))));
        return concept;
    }

    private static ValueSet keys(List<Row> rows) {
        Codes codes = new Codes();
        rows.forEach(row -> codes.add(SYSTEM, row.get("procedure_key"), row.get("display")));
        return codes.into(TableArtifacts.described(
                new ValueSet(), KEYS, "Imaging procedure keys", "All codes of the code system imaging-procedure-key."));
    }

    private static ValueSet loinc(List<ProcedureCode> all) {
        Codes codes = new Codes();
        all.stream()
                .filter(code -> code.system() == ForeignSystem.LOINC)
                .forEach(code -> codes.add(code.system().url, code.code(), code.display()));
        return codes.into(TableArtifacts.described(
                new ValueSet(),
                "imaging-procedure-loinc",
                "Imaging procedures (LOINC)",
                "The LOINC codes that the concept map imaging-procedure-key maps to a procedure key."));
    }

    private static ValueSet codes(List<ProcedureCode> all) {
        Codes codes = new Codes();
        all.forEach(code -> codes.add(code.system().url, code.code(), code.display()));
        return codes.into(TableArtifacts.described(
                new ValueSet(),
                CODES,
                "Imaging procedures (codes of orders)",
                "All codes that the concept map imaging-procedure-key maps to a procedure key: LOINC, SNOMED CT, RadLex"
                        + " Playbook, CPT and CCI."));
    }

    private static ConceptMap map(List<ProcedureCode> all, Map<String, Row> keys) {
        ConceptMap map = TableArtifacts.described(
                new ConceptMap(),
                KEYS,
                "Codes of orders to imaging procedure key",
                "Which procedure key a code of an order stands for. A code that is not here is unknown; it is never"
                        + " guessed.");
        map.setSource(new CanonicalType(Content.BASE + "ValueSet/" + CODES));
        map.setTarget(new CanonicalType(Content.BASE + "ValueSet/" + KEYS));
        map.setCopyright(ForeignSystem.copyright(
                all.stream().map(code -> code.system().url).distinct().toList()));
        for (ForeignSystem system : ForeignSystem.values()) {
            List<ProcedureCode> mapped =
                    all.stream().filter(code -> code.system() == system).toList();
            if (!mapped.isEmpty()) {
                ConceptMapGroupComponent group =
                        map.addGroup().setSource(system.url).setTarget(SYSTEM);
                mapped.forEach(code -> add(group, code, keys));
            }
        }
        return map;
    }

    private static void add(ConceptMapGroupComponent group, ProcedureCode code, Map<String, Row> keys) {
        SourceElementComponent element = group.addElement().setCode(code.code());
        if (!code.display().isBlank()) {
            element.setDisplay(code.display());
        }
        element.addTarget()
                .setCode(code.key())
                .setDisplay(keys.get(code.key()).get("display"))
                .setEquivalence(ConceptMapEquivalence.fromCode(code.equivalence()));
    }
}
