package org.painbridge.dispensing.dpd;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Strengths in the units that this library counts in. Sources: measures.csv and pieces.csv. */
final class Measures {
    private static final String HOUR = "h";
    private static final String PATCH = "patch";

    private final Map<String, Unit> strengths;
    private final Map<String, Unit> pers;
    private final List<WordList.Line> pieces;

    private Measures(Map<String, Unit> strengths, Map<String, Unit> pers, List<WordList.Line> pieces) {
        this.strengths = strengths;
        this.pers = pers;
        this.pieces = pieces;
    }

    private record Unit(String name, BigDecimal times) {}

    /** How much is in how much, in the columns of the tables: 8, mg, 5, mL. */
    record Measured(String strength, String unit, String per, String perUnit) {

        /**
         * As the tables write it: {@code 8 mg/5 mL}, {@code 30 mg}, {@code 25 ug/h}.
         *
         * @param ofPiece whether it is that of a tablet, a capsule, a patch, ...
         */
        String text(boolean ofPiece) {
            String amount = strength + " " + unit;
            if (ofPiece) {
                return amount;
            }
            return amount + "/" + (per.equals("1") ? "" : per + " ") + perUnit;
        }
    }

    static Measures fromClassPath() {
        List<WordList.Line> lines = WordList.named("measures.csv").lines();
        return new Measures(
                units(lines, "strength"),
                units(lines, "per"),
                WordList.named("pieces.csv").lines());
    }

    /** Empty for what is no number, or in units that are not in the lists. */
    Optional<Measured> of(ListedIngredient ingredient, List<String> forms) {
        Optional<Unit> unit = Optional.ofNullable(strengths.get(ingredient.unit()));
        Optional<BigDecimal> value = number(ingredient.strength());
        Optional<BigDecimal> per = ingredient.per().isEmpty() ? Optional.of(BigDecimal.ONE) : number(ingredient.per());
        if (unit.isEmpty() || value.isEmpty() || per.isEmpty()) {
            return Optional.empty();
        }
        String strength = plain(value.get().multiply(unit.get().times()));
        if (ingredient.perUnit().isEmpty()) {
            return ingredient.per().isEmpty()
                    ? piece(forms)
                            .map(piece -> new Measured(strength, unit.get().name(), "1", piece))
                    : Optional.empty();
        }
        Unit in = pers.get(ingredient.perUnit());
        if (in == null) {
            return Optional.empty();
        }
        if (in.name().equals(HOUR)) {
            return piece(forms)
                    .filter(piece -> piece.equals(PATCH) && per.get().compareTo(BigDecimal.ONE) == 0)
                    .map(piece -> new Measured(strength, unit.get().name() + "/" + HOUR, "1", piece));
        }
        return Optional.of(
                new Measured(strength, unit.get().name(), plain(per.get().multiply(in.times())), in.name()));
    }

    /** Whether the strength is that of a tablet, a capsule, a patch, ... */
    boolean isOfPiece(ListedIngredient ingredient) {
        Unit in = pers.get(ingredient.perUnit());
        return ingredient.perUnit().isEmpty() || (in != null && in.name().equals(HOUR));
    }

    private Optional<String> piece(List<String> forms) {
        List<String> found = forms.stream()
                .flatMap(form -> pieceOf(form).stream())
                .distinct()
                .toList();
        boolean all = !forms.isEmpty()
                && forms.stream().allMatch(form -> pieceOf(form).isPresent());
        return all && found.size() == 1 ? Optional.of(found.getFirst()) : Optional.empty();
    }

    private Optional<String> pieceOf(String form) {
        return pieces.stream()
                .filter(line -> line.fits("form", form))
                .map(line -> line.get("piece"))
                .findFirst();
    }

    private static Optional<BigDecimal> number(String text) {
        return Stream.of(text)
                .filter(written -> written.matches("[0-9]{0,9}(\\.[0-9]{1,9})?") && written.matches(".*[1-9].*"))
                .map(BigDecimal::new)
                .findFirst();
    }

    private static String plain(BigDecimal number) {
        return number.stripTrailingZeros().toPlainString();
    }

    private static Map<String, Unit> units(List<WordList.Line> lines, String kind) {
        return lines.stream()
                .filter(line -> line.get("kind").equals(kind))
                .collect(toUnmodifiableMap(
                        line -> line.get("written"),
                        line -> new Unit(line.get("unit"), new BigDecimal(line.get("times")))));
    }
}
