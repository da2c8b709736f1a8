package org.painbridge.server.fhirserver;

import static ca.uhn.fhir.rest.api.RestSearchParameterTypeEnum.REFERENCE;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestResourceComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalDeleteStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ConditionalReadStatus;
import org.hl7.fhir.r4.model.CapabilityStatement.ReferenceHandlingPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CapabilityStatement.SystemRestfulInteraction;
import org.hl7.fhir.r4.model.CapabilityStatement.TypeRestfulInteraction;
import org.hl7.fhir.r4.model.Enumerations.SearchParamType;
import org.painbridge.server.security.SmartConfiguration;
import org.painbridge.server.store.SearchParameter;
import org.painbridge.server.store.SearchParameters;

/** Adds to HAPI's CapabilityStatement what HAPI cannot see: the store's search parameters, and how writes behave. */
@Interceptor
public final class CapabilityDetails {
    /** R4 has an element for this with every other conditional interaction. */
    private static final String CONDITIONAL_PATCH = "Also conditional: by criteria in place of the id";

    /** What resources of every type have (FHIR R4, 3.1.1.2). */
    private static final Map<String, SearchParamType> COMMON = Map.of(
            "_id", SearchParamType.TOKEN,
            "_lastUpdated", SearchParamType.DATE,
            "_profile", SearchParamType.URI,
            "_security", SearchParamType.TOKEN,
            "_source", SearchParamType.URI,
            "_tag", SearchParamType.TOKEN);

    private static final String ASYNC =
            "Prefer: respond-async is honoured by the operations that say so here. Any other request"
                    + " is answered at once, with the preference ignored";

    private final SearchParameters parameters;
    private final Guide guide;
    private final String limits;

    private final List<CapabilityOperations> operations;
    private final SmartConfiguration smart;

    /** @param limits of this server, in words */
    CapabilityDetails(
            SearchParameters parameters,
            Guide guide,
            String limits,
            List<CapabilityOperations> operations,
            SmartConfiguration smart) {
        this.guide = guide;
        this.limits = limits;
        this.smart = smart;
        this.parameters = parameters;
        this.operations = List.copyOf(operations);
    }

    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public IBaseConformance complete(IBaseConformance generated, RequestDetails request) {
        CapabilityStatement statement = (CapabilityStatement) generated;
        statement.setName("PainBridge");
        statement.setTitle("PainBridge: FHIR exchange for chronic-pain care");
        statement.setPublisher("PainBridge");
        statement.getImplementation().setDescription("A PainBridge server");
        statement.addInstantiates("https://painbridge.example/fhir/CapabilityStatement/painbridge-requirements");
        statement.addImplementationGuide("https://painbridge.example/fhir/ImplementationGuide/painbridge");
        statement.getPatchFormat().clear();
        statement.addPatchFormat("application/json-patch+json");
        statement.addPatchFormat("application/fhir+json");
        statement.addPatchFormat("application/fhir+xml");
        statement.getRestFirstRep().setDocumentation(ASYNC + ". " + limits);
        CompartmentPath.OWNERS.forEach(owner -> statement
                .getRestFirstRep()
                .addCompartment("http://hl7.org/fhir/CompartmentDefinition/"
                        + owner.substring(0, 1).toLowerCase(Locale.ROOT) + owner.substring(1)));
        statement.getRestFirstRep().addInteraction().setCode(SystemRestfulInteraction.BATCH);
        searchOfSeveralTypes(statement.getRestFirstRep());
        statement.getRestFirstRep().getResource().forEach(resource -> {
            resource.getSearchInclude().clear(); // HAPI says * where it knows of none.
            resource.getSearchRevInclude().clear();
        });
        Map<String, String> profiles = guide.profiles();
        statement
                .getRestFirstRep()
                .getResource()
                .forEach(resource -> profiles.forEach((canonical, type) -> {
                    if (type.equals(resource.getType())) {
                        resource.addSupportedProfile(canonical);
                    }
                }));
        statement.getRestFirstRep().getResource().stream()
                .filter(resource -> parameters.types().contains(resource.getType()))
                .forEach(this::describe);
        smart.describe(statement.getRestFirstRep());
        operations.forEach(capability -> capability.describe(statement.getRestFirstRep()));
        operations.forEach(capability -> capability.describe(statement));
        return statement;
    }

    private void searchOfSeveralTypes(CapabilityStatementRestComponent rest) {
        rest.addInteraction()
                .setCode(SystemRestfulInteraction.SEARCHSYSTEM)
                .setDocumentation("Of the types of _type, or of all: by the parameters that they have in common");
        new TreeMap<>(COMMON)
                .forEach((code, type) -> rest.addSearchParam().setName(code).setType(type));
    }

    private void describe(CapabilityStatementRestResourceComponent resource) {
        resource.setVersioning(ResourceVersionPolicy.VERSIONED)
                .setReadHistory(true)
                .setUpdateCreate(true)
                .setConditionalCreate(true)
                .setConditionalUpdate(true)
                .setConditionalRead(ConditionalReadStatus.FULLSUPPORT)
                .setConditionalDelete(ConditionalDeleteStatus.SINGLE);
        resource.getInteraction().stream()
                .filter(interaction -> interaction.getCode() == TypeRestfulInteraction.PATCH)
                .forEach(interaction -> interaction.setDocumentation(CONDITIONAL_PATCH));
        resource.addReferencePolicy(ReferenceHandlingPolicy.LITERAL);
        resource.addReferencePolicy(ReferenceHandlingPolicy.LOGICAL);
        resource.getSearchParam().clear();
        parameters.of(resource.getType()).stream()
                .sorted(Comparator.comparing(SearchParameter::code))
                .forEach(parameter -> add(resource, parameter));
        parameters.types().stream()
                .flatMap(type -> parameters.of(type).stream())
                .filter(parameter -> parameter.type() == REFERENCE)
                .filter(parameter ->
                        parameter.targets().isEmpty() || parameter.targets().contains(resource.getType()))
                .map(parameter -> parameter.resourceType() + ":" + parameter.code())
                .sorted()
                .forEach(resource::addSearchRevInclude);
    }

    private static String modifiers(SearchParameter parameter) {
        String modifiers = String.join(" ", parameter.modifiers());
        return modifiers.isEmpty() ? "" : ". Modifiers: " + modifiers;
    }

    private static void add(CapabilityStatementRestResourceComponent resource, SearchParameter parameter) {
        resource.addSearchParam()
                .setName(parameter.code())
                .setType(SearchParamType.fromCode(parameter.type().getCode()))
                .setDocumentation(parameter.documentation().replaceAll("\\.$", "") + modifiers(parameter));
        if (parameter.type() == REFERENCE) {
            resource.addSearchInclude(resource.getType() + ":" + parameter.code());
        }
    }
}
