package org.painbridge.server.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.DefaultProfileValidationSupport;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.ElementDefinition;
import org.hl7.fhir.r4.model.MetadataResource;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;

/**
 * What FHIR R4 publishes with itself, for the validator. HAPI's support reads all of it, 45 MB of XML, and keeps it: with the
 * forms that the validator makes of it some 200 MB. Here each definition is packed until it is asked for, and loses what a
 * validation does not look at; only the definitions of types, which the validator goes through, are all unpacked.
 */
final class CoreDefinitions implements IValidationSupport {
    private static final String FILES = "/org/hl7/fhir/r4/model/";
    private static final List<String> BUNDLES = List.of(
            "profile/profiles-types.xml",
            "profile/profiles-resources.xml",
            "profile/profiles-others.xml",
            "extension/extension-definitions.xml",
            "valueset/valuesets.xml",
            "valueset/v2-tables.xml",
            "valueset/v3-codesystems.xml");
    private static final String PACKAGE = "hl7.fhir.r4";

    private final FhirContext context;
    /** By type and canonical URL. */
    private final Map<String, PackedDefinition> packed = new HashMap<>();

    private final Map<String, MetadataResource> unpacked = new ConcurrentHashMap<>();

    CoreDefinitions(FhirContext context) {
        this.context = context;
        for (String bundle : BUNDLES) {
            try (InputStream bytes = getClass().getResourceAsStream(FILES + bundle)) {
                if (bytes == null) {
                    throw new IllegalStateException("R4 lacks " + bundle);
                }
                PackedDefinition.ofBundle(new String(bytes.readAllBytes(), StandardCharsets.UTF_8))
                        .forEach(each -> packed.put(key(each.type(), each.url()), each));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public FhirContext getFhirContext() {
        return context;
    }

    @Override
    @SuppressWarnings("unchecked") // As the interface wants it.
    public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
        Collection<PackedDefinition> all = packed.values();
        return (List<T>) all.stream()
                .filter(PackedDefinition::isType)
                .map(PackedDefinition::url)
                .sorted()
                .map(this::fetchStructureDefinition)
                .toList();
    }

    /** @param url of a type, its name will do */
    @Override
    public @Nullable IBaseResource fetchStructureDefinition(String url) {
        return find("StructureDefinition", url.indexOf('/') < 0 ? URL_PREFIX_STRUCTURE_DEFINITION + url : url);
    }

    @Override
    public @Nullable IBaseResource fetchCodeSystem(String url) {
        return find("CodeSystem", url);
    }

    @Override
    public @Nullable IBaseResource fetchValueSet(String url) {
        return find("ValueSet", url);
    }

    /** Any version is taken for that of R4, as its own definitions name later ones of its code systems. */
    private @Nullable IBaseResource find(String type, String canonical) {
        String key = key(type, canonical.split("\\|", 2)[0]);
        PackedDefinition definition = packed.get(key);
        return definition == null ? null : unpacked.computeIfAbsent(key, missing -> unpack(definition));
    }

    private MetadataResource unpack(PackedDefinition definition) {
        MetadataResource resource = (MetadataResource) context.newXmlParser().parseResource(definition.xml());
        resource.setText(null);
        resource.setContact(null);
        if (resource instanceof StructureDefinition structure) {
            resource.setUserData(DefaultProfileValidationSupport.SOURCE_PACKAGE_ID, PACKAGE);
            structure.setDifferential(null).setMapping(null);
            structure.getSnapshot().getElement().forEach(CoreDefinitions::strip);
        }
        return resource;
    }

    private static void strip(ElementDefinition element) {
        element.setDefinition(null)
                .setComment(null)
                .setRequirements(null)
                .setAlias(null)
                .setMapping(null)
                .setExample(null);
    }

    private static String key(String type, String url) {
        return type + " " + url;
    }
}
