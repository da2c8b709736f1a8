package org.painbridge.server.samples;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.painbridge.clinical.Terminology;

/** Opioids, benzodiazepines and stimulants of Synthea by RxNorm, with the Canadian products that replace them. */
final class CanadianProducts {
    private static final String TABLE = "rxnorm-din.csv";
    private static final String RXNORM = "http://www.nlm.nih.gov/research/umls/rxnorm";

    private final Map<String, CanadianProduct> byRxNorm;
    private final Map<String, String> names;

    private CanadianProducts(Map<String, CanadianProduct> byRxNorm, Map<String, String> names) {
        this.byRxNorm = byRxNorm;
        this.names = names;
    }

    static CanadianProducts from(Terminology terminology) {
        CSVFormat format = CSVFormat.RFC4180
                .builder()
                .setHeader()
                .setSkipHeaderRecord(true)
                .get();
        try (InputStream bytes = CanadianProducts.class.getResourceAsStream(TABLE);
                var reader = new InputStreamReader(Objects.requireNonNull(bytes), StandardCharsets.UTF_8)) {
            return new CanadianProducts(
                    format.parse(reader).stream()
                            .map(CanadianProduct::of)
                            .collect(Collectors.toMap(CanadianProduct::rxnorm, Function.identity())),
                    terminology.table("monitored-products").stream()
                            .collect(Collectors.toMap(row -> row.get("din"), row -> row.get("name"))));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Map<String, CanadianProduct> all() {
        return byRxNorm;
    }

    Optional<CanadianProduct> replacing(CodeableConcept drug) {
        return drug.getCoding().stream()
                .filter(coding -> RXNORM.equals(coding.getSystem()))
                .map(Coding::getCode)
                .flatMap(code -> Optional.ofNullable(byRxNorm.get(code)).stream())
                .findFirst();
    }

    /** @throws IllegalArgumentException if the product table lacks the DIN */
    String name(CanadianProduct product) {
        String name = names.get(product.din());
        if (name == null) {
            throw new IllegalArgumentException("Not in monitored-products.csv: DIN " + product.din());
        }
        return name;
    }
}
