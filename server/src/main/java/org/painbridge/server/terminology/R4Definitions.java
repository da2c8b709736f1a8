package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.MetadataResource;

/**
 * The definitions that FHIR R4 publishes with itself, and the codes of countries and currencies. HAPI reads each group
 * of them once for the whole program, so validation and terminology share them.
 */
final class R4Definitions implements DefinitionSource {
    private final DefaultProfileValidationSupport core;
    private final CommonCodeSystemsTerminologyService common;

    R4Definitions(FhirContext context) {
        this.core = new DefaultProfileValidationSupport(context);
        this.common = new CommonCodeSystemsTerminologyService(context);
    }

    @Override
    public List<MetadataResource> ofType(String type) {
        return switch (type) {
            case "StructureDefinition" -> definitions(core.fetchAllStructureDefinitions(), type);
            case "SearchParameter" -> definitions(Objects.requireNonNull(core.fetchAllSearchParameters()), type);
            case "CodeSystem" ->
                Stream.concat(terminology(type).stream(), countriesAndCurrencies())
                        .toList();
            case "ValueSet" -> terminology(type);
            default -> List.of();
        };
    }

    private List<MetadataResource> terminology(String type) {
        // HAPI lists only what it has read; a question makes it read both types.
        core.fetchValueSet("http://hl7.org/fhir/ValueSet/administrative-gender");
        return definitions(core.fetchAllConformanceResources(), type);
    }

    private static List<MetadataResource> definitions(List<? extends IBaseResource> resources, String type) {
        return resources.stream()
                .filter(resource -> resource.fhirType().equals(type))
                .map(MetadataResource.class::cast)
                .filter(definition -> !definition.getUrl().startsWith("https://hapifhir.io/"))
                .sorted(Comparator.comparing(MetadataResource::getUrl))
                .toList();
    }

    private Stream<MetadataResource> countriesAndCurrencies() {
        return Stream.of(
                named(CommonCodeSystemsTerminologyService.COUNTRIES_CODESYSTEM_URL, "iso-3166", "Iso3166"),
                named(CommonCodeSystemsTerminologyService.CURRENCIES_CODESYSTEM_URL, "iso-4217", "Iso4217"));
    }

    private CodeSystem named(String url, String id, String name) {
        CodeSystem codes = (CodeSystem) common.fetchCodeSystem(url);
        // Countries come without their numbers, and without regions.
        codes.setContent(CodeSystem.CodeSystemContentMode.FRAGMENT).setName(name);
        codes.setId(id);
        return codes;
    }
}
