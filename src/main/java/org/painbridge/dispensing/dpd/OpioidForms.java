package org.painbridge.dispensing.dpd;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What morphine equivalents need to know of a product with an opioid beside its strength. Sources: mme-forms.csv, wear.csv
 * and agonist.csv, in which the first line that fits counts.
 */
final class OpioidForms {
    static final String PATCH = "patch";

    private final WordList forms;
    private final WordList worn;
    private final WordList agonists;

    private OpioidForms(WordList forms, WordList worn, WordList agonists) {
        this.forms = forms;
        this.worn = worn;
        this.agonists = agonists;
    }

    /** @param oat as the column of the table has it */
    record Agonist(String oat, String note) {}

    static OpioidForms fromClassPath() {
        return new OpioidForms(
                WordList.named("mme-forms.csv"), WordList.named("wear.csv"), WordList.named("agonist.csv"));
    }

    /** Empty unless all forms of the product are the same to a factor table by all of its routes. */
    Optional<String> mmeForm(ListedDrug.Traits traits) {
        List<Optional<String>> found = traits.forms().stream()
                .map(form -> mmeForm(form, traits.routes()))
                .distinct()
                .toList();
        return found.size() == 1 ? found.getFirst() : Optional.empty();
    }

    private Optional<String> mmeForm(String form, List<String> routes) {
        return forms.lines().stream()
                .filter(line -> line.fits("form", form))
                .filter(line -> !routes.isEmpty()
                        && Arrays.asList(line.get("route").split("\\|")).containsAll(routes))
                .map(line -> line.get("mme_form"))
                .findFirst();
    }

    Optional<String> wearHours(String substance) {
        return worn.lines().stream()
                .filter(line -> line.get("substance").equals(substance))
                .map(line -> line.get("hours"))
                .findFirst();
    }

    Agonist agonist(String substance, String mmeForm, List<String> allForms, String brand, String unit) {
        return agonists.lines().stream()
                .filter(line -> line.fits("substance", substance)
                        && line.fits("mme_form", mmeForm)
                        && line.fits("brand", brand.toLowerCase(Locale.ROOT))
                        && line.fits("unit", unit)
                        && allForms.stream().allMatch(form -> line.fits("form", form)))
                .map(line -> new Agonist(line.get("oat"), line.get("note")))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("No line of agonist.csv is for " + substance));
    }
}
