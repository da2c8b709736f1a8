package org.painbridge.server.store;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.util.Objects;
import java.util.Optional;
import org.fhir.ucum.Component;
import org.fhir.ucum.Decimal;
import org.fhir.ucum.DefinedUnit;
import org.fhir.ucum.ExpressionParser;
import org.fhir.ucum.Pair;
import org.fhir.ucum.Symbol;
import org.fhir.ucum.Term;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;

/**
 * Units of UCUM in canonical units, so that 5 mg is found by 0.005 g. Special units (degrees, pH) are no multiples of
 * others, arbitrary units ({@code [iU]}) and bare annotations ({@code {tbl}}) mean something else each time: these have no
 * canonical unit here.
 */
final class UcumUnits {
    static final String SYSTEM = "http://unitsofmeasure.org";

    private static final int LONGEST = 50;
    private static final int MOST_UNITS = 5000;
    /** With the digits that a division by it keeps. */
    private static final String ONE = "1.000000000000000000000000000000";

    /** @param factor how many canonical units one such unit is */
    record Canonical(String unit, BigDecimal factor) {}

    /** The definitions of UCUM take a second to read, so not before the first unit is asked for. */
    private static final class Definitions {
        static final UcumEssenceService SERVICE = read();

        private static UcumEssenceService read() {
            try (InputStream xml =
                    Objects.requireNonNull(UcumEssenceService.class.getResourceAsStream("/ucum-essence.xml"))) {
                return new UcumEssenceService(xml);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (UcumException e) {
                throw new IllegalStateException("The definitions of UCUM cannot be read", e);
            }
        }
    }

    private final LoadingCache<String, Optional<Canonical>> byCode =
            Caffeine.newBuilder().maximumSize(MOST_UNITS).build(UcumUnits::read);

    /** Empty where the code is none of UCUM, or has no canonical unit. */
    Optional<Canonical> canonical(String code) {
        return code.isEmpty() || code.length() > LONGEST ? Optional.empty() : byCode.get(code);
    }

    private static Optional<Canonical> read(String code) {
        UcumEssenceService service = Definitions.SERVICE;
        try {
            Term term = new ExpressionParser(service.getModel()).parse(code);
            if (!convertible(term)) {
                return Optional.empty();
            }
            Pair canonical = service.getCanonicalForm(new Pair(new Decimal(ONE), code));
            boolean countsSomething = canonical.getCode().isEmpty() && code.contains("{");
            return countsSomething
                    ? Optional.empty()
                    : Optional.of(new Canonical(
                            canonical.getCode(),
                            new BigDecimal(canonical.getValue().asDecimal())));
        } catch (UcumException e) {
            return Optional.empty(); // No unit of UCUM: compared as it is written.
        }
    }

    private static boolean convertible(Component component) throws UcumException {
        return switch (component) {
            case Term term ->
                (!term.hasComp() || convertible(term.getComp())) && (!term.hasTerm() || convertible(term.getTerm()));
            case Symbol symbol -> !(symbol.getUnit() instanceof DefinedUnit unit) || convertible(unit);
            default -> true;
        };
    }

    private static boolean convertible(DefinedUnit unit) throws UcumException {
        boolean arbitrary = unit.getCode().startsWith("[")
                && Definitions.SERVICE.getCanonicalUnits(unit.getCode()).isEmpty();
        return !unit.isSpecial() && !arbitrary;
    }
}
