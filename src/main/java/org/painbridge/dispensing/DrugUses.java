package org.painbridge.dispensing;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** What products are for and what is in them, for counting; by the drug table and monitoring.yaml. */
public final class DrugUses {
    private final DrugTable drugs;
    private final Set<Din> coughMedicines;

    public DrugUses(DrugTable drugs) {
        this.drugs = drugs;
        this.coughMedicines = MonitoringMethod.fromClassPath().coughMedicines();
    }

    public DrugUse of(DispensedDrug drug) {
        Optional<Product> product = drug.din().flatMap(drugs::product);
        if (product.isEmpty()) {
            Optional<Boolean> monitored = drug.din().flatMap(drugs::monitored).or(drug::monitored);
            return monitored.isPresent() && !monitored.get() ? DrugUse.NOT_MONITORED : DrugUse.UNKNOWN;
        }
        if (!product.get().opioids().isEmpty()) {
            return opioid(product.get());
        }
        boolean antagonist = product.get().ingredients().stream()
                .anyMatch(each -> DrugClass.parse(each.drugClass()) == DrugClass.OPIOID_ANTAGONIST);
        if (antagonist) {
            return DrugUse.OPIOID_ANTAGONIST;
        }
        return product.get().monitored() ? DrugUse.OTHER_MONITORED : DrugUse.NOT_MONITORED;
    }

    /** The same with what the record says of an opioid that may be for pain or for treatment. */
    public DrugUse of(Dispense dispense) {
        DrugUse use = of(dispense.drug());
        if (use != DrugUse.OPIOID_BY_INDICATION) {
            return use;
        }
        return switch (AgonistTreatment.BY_INDICATION.by(dispense.setting().circumstances())) {
            case ONLY -> DrugUse.OPIOID_AGONIST_TREATMENT;
            case NO -> DrugUse.OPIOID_FOR_PAIN;
            case BY_INDICATION -> use;
        };
    }

    /** Whether the product gives off what is in it over hours or days. */
    public boolean isLongActing(DispensedDrug drug) {
        return drug.din()
                .flatMap(drugs::product)
                .filter(product -> product.form().isLongActing())
                .isPresent();
    }

    /** Whether the product is taken through the nose; empty if it is not known. */
    public Optional<Boolean> isNasal(DispensedDrug drug) {
        return drug.din()
                .flatMap(drugs::product)
                .map(product -> product.form().route().equals("nasal"));
    }

    private DrugUse opioid(Product product) {
        if (coughMedicines.contains(product.din())) {
            return DrugUse.OPIOID_FOR_COUGH;
        }
        return switch (product.agonistTreatment()) {
            case NO -> DrugUse.OPIOID_FOR_PAIN;
            case ONLY -> DrugUse.OPIOID_AGONIST_TREATMENT;
            case BY_INDICATION -> DrugUse.OPIOID_BY_INDICATION;
        };
    }

    /** The monitored substances of a product, in order and joined by a plus; empty if they are not known. */
    public Optional<String> substances(DispensedDrug drug) {
        return drug.din().flatMap(drugs::product).map(product -> {
            Set<String> monitored = product.ingredients().stream()
                    .filter(each -> DrugClass.parse(each.drugClass()) != DrugClass.NOT_MONITORED)
                    .map(Ingredient::substance)
                    .collect(Collectors.toSet());
            return monitored.isEmpty() ? "none" : monitored.stream().sorted().collect(Collectors.joining("+"));
        });
    }
}
