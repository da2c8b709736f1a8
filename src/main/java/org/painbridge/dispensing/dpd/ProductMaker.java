package org.painbridge.dispensing.dpd;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toUnmodifiableSet;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.painbridge.dispensing.ProductTables;
import org.painbridge.dispensing.dpd.Measures.Measured;
import org.painbridge.dispensing.dpd.Substances.Substance;

/**
 * Makes lines of the tables of drugs of an extract. A class is found by the substance, not by ATC: codeine is in one for
 * cough. An ingredient that is in no word list counts as not monitored where it stands beside one that is and the same
 * extract has it in a product for people without a CDSA schedule; otherwise its class stays unknown.
 */
final class ProductMaker {
    private static final String NOT_MONITORED = "not-monitored";
    private static final String ANTAGONIST = "opioid-antagonist";
    private static final String OPIOID = "opioid";
    private static final Set<String> NOT_SCHEDULED = Set.of(NOT_MONITORED, ANTAGONIST, ProductTables.UNKNOWN);

    private final Substances substances = Substances.fromClassPath();
    private final Measures measures = Measures.fromClassPath();
    private final OpioidForms opioids = OpioidForms.fromClassPath();
    private final Set<String> free;

    /** @param drugs all of the extract */
    ProductMaker(List<ListedDrug> drugs) {
        free = drugs.stream()
                .filter(drug -> drug.human()
                        && !drug.monitored()
                        && !drug.traits().schedules().isEmpty())
                .flatMap(drug -> drug.ingredients().stream())
                .map(ingredient -> substances.base(ingredient.name()))
                .collect(toUnmodifiableSet());
    }

    /** Monitored, or there to reverse an overdose. */
    boolean isListed(ListedDrug drug) {
        return drug.monitored() || isAntagonistAlone(drug);
    }

    private boolean isAntagonistAlone(ListedDrug drug) {
        return drug.human()
                && !drug.ingredients().isEmpty()
                && drug.ingredients().stream()
                        .allMatch(ingredient -> substances
                                .find(ingredient.name())
                                .filter(substance -> substance.drugClass().equals(ANTAGONIST))
                                .isPresent());
    }

    /**
     * An ingredient and what is known of it.
     *
     * @param measured empty if its strength is not understood
     */
    private record Part(ListedIngredient listed, Substance substance, Optional<Measured> measured) {
        boolean isOf(String drugClass) {
            return substance.drugClass().equals(drugClass);
        }
    }

    MadeProduct make(ListedDrug drug) {
        MadeProduct made = new MadeProduct(drug.din(), title(drug.brand()));
        List<Part> parts = parts(drug);
        Map<String, Long> count =
                parts.stream().collect(groupingBy(part -> part.substance().name(), counting()));
        for (Part part : parts) {
            boolean once = count.getOrDefault(part.substance().name(), 0L) == 1;
            ingredient(made, once ? part : new Part(part.listed(), part.substance(), Optional.empty()), once);
        }
        String drugClass = drugClass(made, drug, parts);
        made.set("ingredients", parts.stream().map(this::text).collect(joining("; ")));
        made.set("form", joined(made, "form", drug.traits().forms(), "/"));
        made.set("route", joined(made, "route", drug.traits().routes(), "/"));
        made.set("atc", String.join("/", drug.traits().atc()));
        made.set("schedule", schedule(drug));
        made.set("monitored", drug.monitored() ? "yes" : "no");
        made.set("class", drugClass);
        if (drugClass.equals(OPIOID)) {
            opioid(made, drug, parts.stream().filter(part -> part.isOf(OPIOID)).toList());
        }
        return made;
    }

    /** By name, as the order of the lines in the extract says nothing. */
    private List<Part> parts(ListedDrug drug) {
        boolean explained = drug.ingredients().stream()
                .flatMap(ingredient -> substances.find(ingredient.name()).stream())
                .anyMatch(substance -> !NOT_SCHEDULED.contains(substance.drugClass()));
        List<Part> parts = new ArrayList<>();
        for (ListedIngredient ingredient : drug.ingredients()) {
            parts.add(new Part(
                    ingredient,
                    substance(ingredient.name(), explained),
                    measures.of(ingredient, drug.traits().forms())));
        }
        parts.sort(Comparator.comparing(part -> part.listed().name()));
        return parts;
    }

    private Substance substance(String ingredient, boolean explained) {
        return substances.find(ingredient).orElseGet(() -> {
            String base = substances.base(ingredient);
            return new Substance(base, explained && free.contains(base) ? NOT_MONITORED : ProductTables.UNKNOWN);
        });
    }

    private static void ingredient(MadeProduct made, Part part, boolean once) {
        String name = part.listed().name();
        if (part.isOf(ProductTables.UNKNOWN)) {
            made.unknown("the class of " + name);
        }
        if (!once) {
            made.unknown("the strength of " + name + ": it is listed more than once");
        } else if (part.measured().isEmpty()) {
            made.unknown("the strength of " + name + ": " + written(part.listed()));
        }
        made.ingredient(part.substance(), name, part.measured());
    }

    private static String written(ListedIngredient listed) {
        String per = (listed.per() + " " + listed.perUnit()).strip();
        return (listed.strength() + " " + listed.unit()).strip() + (per.isEmpty() ? "" : " per " + per);
    }

    private String text(Part part) {
        return part.listed().name() + " "
                + part.measured()
                        .map(measured -> measured.text(measures.isOfPiece(part.listed())))
                        .orElse(ProductTables.UNKNOWN);
    }

    private static String drugClass(MadeProduct made, ListedDrug drug, List<Part> parts) {
        String stated = drug.statedIngredients();
        if (parts.isEmpty() || (stated.matches("[0-9]+") && !stated.equals(String.valueOf(parts.size())))) {
            made.unknown("the class: drug.txt says " + stated + " ingredients, ingred.txt has " + parts.size());
            return ProductTables.UNKNOWN;
        }
        TreeSet<String> scheduled = parts.stream()
                .map(part -> part.substance().drugClass())
                .filter(each -> !NOT_SCHEDULED.contains(each))
                .collect(toCollection(TreeSet::new));
        if (scheduled.contains(OPIOID)) {
            return OPIOID;
        }
        if (scheduled.size() == 1) {
            return scheduled.first();
        }
        if (scheduled.isEmpty() && !drug.monitored()) {
            return ANTAGONIST;
        }
        made.unknown(scheduled.isEmpty() ? "the class" : "the class: it is of several, " + scheduled);
        return ProductTables.UNKNOWN;
    }

    private void opioid(MadeProduct made, ListedDrug drug, List<Part> parts) {
        Part opioid = parts.getFirst();
        boolean alone = parts.stream().map(Part::substance).distinct().count() == 1;
        String form = opioids.mmeForm(drug.traits()).orElse(ProductTables.UNKNOWN);
        made.setOrUnknown("mme_form", form, "the form in which factor tables know it");
        if (form.equals(OpioidForms.PATCH)) {
            String hours = alone
                    ? opioids.wearHours(opioid.substance().name()).orElse(ProductTables.UNKNOWN)
                    : ProductTables.UNKNOWN;
            made.setOrUnknown("wear_hours", hours, "for how long it is worn");
        }
        OpioidForms.Agonist agonist = opioids.agonist(
                opioid.substance().name(),
                form,
                drug.traits().forms(),
                drug.brand(),
                opioid.measured().map(Measured::unit).orElse(ProductTables.UNKNOWN));
        made.setOrUnknown("oat", alone ? agonist.oat() : ProductTables.UNKNOWN, "whether it is for agonist treatment");
        made.set("note", agonist.note());
    }

    private static String joined(MadeProduct made, String what, List<String> texts, String between) {
        if (texts.isEmpty()) {
            made.unknown("the " + what);
            return ProductTables.UNKNOWN;
        }
        return String.join(between, texts);
    }

    private static String schedule(ListedDrug drug) {
        return drug.traits().schedules().stream()
                .filter(schedule -> !drug.monitored() || ListedDrug.isOfCdsa(schedule))
                .collect(joining("; "));
    }

    /** The extract is in capitals; a brand that is not stays as it is. */
    private static String title(String brand) {
        if (brand.chars().anyMatch(Character::isLowerCase)) {
            return brand;
        }
        StringBuilder title = new StringBuilder();
        boolean inWord = false;
        for (int i = 0; i < brand.length(); i++) {
            char letter = brand.charAt(i);
            title.append(inWord ? Character.toLowerCase(letter) : letter);
            inWord = Character.isLetter(letter);
        }
        return title.toString();
    }
}
