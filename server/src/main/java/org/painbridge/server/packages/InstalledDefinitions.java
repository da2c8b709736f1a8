package org.painbridge.server.packages;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import ca.uhn.fhir.parser.ErrorHandlerAdapter;
import ca.uhn.fhir.parser.IParserErrorHandler;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ScalarType;
import ca.uhn.fhir.parser.json.BaseJsonLikeValue.ValueType;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.MetadataResource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.InstalledPackages;
import org.painbridge.server.store.FhirStore;

/** What is installed, for terminology and validation. Another node sees an installation after a second at most. */
final class InstalledDefinitions implements InstalledPackages {
    /** What is served and validated against; everything else of a package is skipped. */
    static final List<String> TYPES = List.of("StructureDefinition", "ValueSet", "CodeSystem", "ConceptMap");

    private static final long FRESH_MILLIS = 1000;

    /** Packages carry elements of later versions; these are passed over. */
    private static final IParserErrorHandler LATER_VERSIONS = new ErrorHandlerAdapter() {
        @Override
        public void incorrectJsonType(
                IParseLocation location,
                String element,
                ValueType expected,
                @Nullable ScalarType expectedScalar,
                ValueType found,
                @Nullable ScalarType foundScalar) {
            throw new DataFormatException("The element " + element + " has another form");
        }

        @Override
        public void invalidValue(IParseLocation location, String value, String error) {
            throw new DataFormatException(error);
        }
    };

    private final FhirContext context;
    /** Not at once: searches by value set ask for definitions, so the store is made with them. */
    private final Supplier<FhirStore> store;

    private final PackageTable table;
    private final Clock clock;
    /** It never falls: a look at the database that began before an installation must not hide it. */
    private final AtomicLong highest = new AtomicLong();

    private volatile long freshUntil;

    InstalledDefinitions(FhirContext context, Supplier<FhirStore> store, PackageTable table, Clock clock) {
        this.context = context;
        this.store = store;
        this.table = table;
        this.clock = clock;
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return TYPES.contains(type)
                ? store.get().query(connection -> table.bodies(connection, type)).stream()
                        .map(this::parse)
                        .toList()
                : List.of();
    }

    @Override
    public long revision() {
        long now = clock.millis();
        if (now >= freshUntil) {
            look();
            freshUntil = now + FRESH_MILLIS;
        }
        return highest.get();
    }

    /** This node sees at once what it has installed itself. */
    void look() {
        highest.accumulateAndGet(store.get().query(table::revision), Math::max);
    }

    /** @throws DataFormatException if that is no resource of R4 */
    MetadataResource parse(byte[] body) {
        MetadataResource definition = (MetadataResource) context.newJsonParser()
                .setParserErrorHandler(LATER_VERSIONS)
                .parseResource(new String(body, StandardCharsets.UTF_8));
        if (!definition.hasId()) {
            String tail = definition.getUrl().substring(definition.getUrl().lastIndexOf('/') + 1);
            definition.setId(tail.replaceAll("[^A-Za-z0-9.-]", "-"));
        }
        return definition;
    }
}
