package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.painbridge.terminology.Artifact.Quoted;

/** Every code that is quoted exists as far as we can know: ours by name, products by DIN, others by their form. */
final class CodeCheck implements Check {
    static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    static final String ATC = "http://www.whocc.no/atc";
    static final String CPT = "http://www.ama-assn.org/go/cpt";
    static final String RADLEX = "http://radlex.org";
    static final String CCI = "http://cihi.ca/fhir/CodeSystem/cihi-cci";
    static final Set<String> DIN =
            Set.of("http://hl7.org/fhir/NamingSystem/ca-hc-din", "http://terminology.hl7.org/NamingSystem/ca-hc-din");

    /** What codes of these systems look like; whether they exist cannot be checked here. */
    private static final Map<String, String> FORMS = Map.of(
            ICD_10, "[A-Z]\\d\\d(\\.\\d)?",
            ATC, "[A-Z]\\d\\d([A-Z]([A-Z](\\d\\d)?)?)?",
            CPT, "\\d{5}",
            RADLEX, "RPID\\d+",
            CCI, "\\d\\.?[A-Z]{2}\\.?\\d\\d\\.?[A-Z]{2}");

    /** Systems whose codes cannot be checked here; a system outside of this list is a slip. */
    private static final Set<String> FOREIGN = Set.of(
            "http://terminology.hl7.org/CodeSystem/v2-0203",
            "http://terminology.hl7.org/CodeSystem/v3-ActReason",
            "http://terminology.hl7.org/CodeSystem/PMIXPatientAlertCatCode",
            "http://hl7.org/fhir/us/core/CodeSystem/careplan-category");

    @Override
    public List<String> problems(Content content) {
        Map<String, Map<String, String>> ours =
                content.codeSystems().stream().collect(Collectors.toMap(CodeSystem::getUrl, CodeCheck::displays));
        Set<String> products = content.table("monitored-products").values("din");
        List<String> problems = new ArrayList<>();
        for (Artifact artifact : content.artifacts()) {
            for (Quoted code : artifact.codes()) {
                String problem = problem(code, ours, products);
                if (!problem.isEmpty()) {
                    problems.add(code.file() + ": " + code.code() + " " + problem);
                }
            }
        }
        return problems;
    }

    private static String problem(Quoted code, Map<String, Map<String, String>> ours, Set<String> products) {
        String system = code.system();
        for (CheckDigit digit : CheckDigit.values()) {
            if (digit.system.equals(system)) {
                return digit.holds(code.code()) ? "" : "has a wrong check digit for " + digit;
            }
        }
        if (FORMS.containsKey(system)) {
            return code.code().matches(FORMS.get(system)) ? "" : "is not of the form of " + system;
        }
        if (DIN.contains(system)) {
            return products.contains(code.code()) ? "" : "is no DIN of monitored-products.csv";
        }
        if (FOREIGN.contains(system)) {
            return "";
        }
        return ourProblem(code, ours);
    }

    private static String ourProblem(Quoted code, Map<String, Map<String, String>> ours) {
        Map<String, String> displays = ours.get(code.system());
        if (displays == null) {
            return "has an unknown system " + code.system();
        }
        String display = displays.get(code.code());
        if (display == null) {
            return "does not exist in " + code.system();
        }
        return display.equals(code.display()) ? "" : "has the display \"" + display + "\" in " + code.system();
    }

    private static Map<String, String> displays(CodeSystem system) {
        return system.getConcept().stream()
                .collect(Collectors.toMap(ConceptDefinitionComponent::getCode, ConceptDefinitionComponent::getDisplay));
    }
}
