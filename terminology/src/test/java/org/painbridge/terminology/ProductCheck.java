package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.ConceptDefinitionComponent;
import org.painbridge.terminology.Table.Row;

/** Products have a DIN, positive strengths, a class, and what the dose needs: form and wear time. */
final class ProductCheck implements Check {
    private static final Set<String> UNITS = Set.of("mg", "ug", "ug/h", "mL");

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        Map<String, List<Row>> ingredients = content.table("product-ingredients").rows().stream()
                .collect(Collectors.groupingBy(row -> row.get("din")));
        Map<String, Boolean> classes = classes(content.codeSystem("monitored-drug-class"));
        Set<String> dins = new HashSet<>();
        for (Row product : content.table("monitored-products").rows()) {
            String din = product.get("din");
            require(product, din.matches("\\d{8}"), "DIN is not eight digits", problems);
            require(product, dins.add(din), "DIN is listed twice", problems);
            List<Row> parts = ingredients.getOrDefault(din, List.of());
            require(product, !parts.isEmpty(), "has no line in product-ingredients.csv", problems);
            product(product, parts, classes, problems);
        }
        ingredients.values().stream()
                .flatMap(Collection::stream)
                .forEach(row -> ingredient(row, dins, classes, problems));
        return problems;
    }

    private static void product(Row product, List<Row> parts, Map<String, Boolean> classes, List<String> problems) {
        String drugClass = product.get("class");
        Set<String> partClasses = parts.stream().map(row -> row.get("class")).collect(Collectors.toSet());
        require(product, partClasses.contains(drugClass), "has a class that no ingredient has", problems);
        boolean monitored = Boolean.TRUE.equals(classes.get(drugClass));
        require(product, product.get("monitored").equals(monitored ? "yes" : "no"), "monitored is wrong", problems);
        boolean opioid = drugClass.equals("opioid");
        require(product, opioid == product.has("mme_form"), "mme_form belongs to opioids", problems);
        Set<String> oat = opioid ? Set.of("no", "only", "by-indication") : Set.of("");
        require(product, oat.contains(product.get("oat")), "oat is wrong", problems);
        boolean patch = product.get("mme_form").equals("patch");
        require(product, patch == new Amount(product, "wear_hours").positive(), "wear_hours is wrong", problems);
        long opioids =
                parts.stream().filter(row -> row.get("class").equals("opioid")).count();
        require(product, opioids == (opioid ? 1 : 0), "has " + opioids + " opioid ingredients", problems);
        for (Row part : parts) {
            String text = part.get("ingredient") + " " + part.get("strength") + " " + part.get("strength_unit");
            require(product, product.get("ingredients").contains(text), "does not name " + text, problems);
        }
    }

    private static void ingredient(Row row, Set<String> dins, Map<String, Boolean> classes, List<String> problems) {
        require(row, dins.contains(row.get("din")), "has a DIN that monitored-products.csv has not", problems);
        require(row, classes.containsKey(row.get("class")), "has an unknown class", problems);
        require(row, new Amount(row, "strength").positive(), "strength is not positive", problems);
        require(row, new Amount(row, "per").positive(), "per is not positive", problems);
        require(row, UNITS.contains(row.get("strength_unit")), "strength_unit is unknown", problems);
        require(row, row.has("per_unit") && row.has("substance"), "per_unit or substance is missing", problems);
    }

    private static Map<String, Boolean> classes(CodeSystem system) {
        return system.getConcept().stream()
                .collect(Collectors.toMap(
                        ConceptDefinitionComponent::getCode,
                        concept -> ((BooleanType) concept.getPropertyFirstRep().getValue()).booleanValue()));
    }

    private static void require(Row row, boolean holds, String problem, List<String> problems) {
        if (!holds) {
            problems.add(row.where() + ": " + problem);
        }
    }
}
