package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.ConceptMap;
import org.hl7.fhir.r4.model.ImplementationGuide;
import org.hl7.fhir.r4.model.Measure;
import org.hl7.fhir.r4.model.OperationDefinition;
import org.hl7.fhir.r4.model.PlanDefinition;
import org.hl7.fhir.r4.model.SearchParameter;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.ValueSet;
import org.painbridge.server.fhirserver.Guide;
import org.painbridge.server.fhirserver.InstalledPackages;
import org.painbridge.server.fhirserver.PublishedOperations;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;

/** The definitions that are here, and who serves them. Nothing is read before somebody asks. */
@Configuration(proxyBeanMethods = false)
class DefinitionsConfiguration {

    @Bean
    @Order(1)
    GuideDefinitions guideDefinitions(Guide guide) {
        return new GuideDefinitions(guide);
    }

    @Bean
    @Order(2)
    PackageDefinitions packageDefinitions(InstalledPackages packages) {
        return new PackageDefinitions(packages);
    }

    /** Last: what is installed may be newer. */
    @Bean
    @Order
    R4Definitions r4Definitions(FhirContext context) {
        return new R4Definitions(context);
    }

    @Bean
    Definitions definitions(ObjectProvider<DefinitionSource> sources) {
        return new Definitions(sources.orderedStream().toList());
    }

    @Bean
    PublishedOperations publishedOperations(Definitions definitions) {
        return id -> definitions.byId(OperationDefinition.class, id);
    }

    @Bean
    DefinitionProvider<CodeSystem> codeSystemReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(CodeSystem.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<ValueSet> valueSetReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(ValueSet.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<ConceptMap> conceptMapReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(ConceptMap.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<StructureDefinition> structureDefinitionReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(StructureDefinition.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<SearchParameter> searchParameterReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(SearchParameter.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<PlanDefinition> planDefinitionReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(PlanDefinition.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<Measure> measureReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(Measure.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<CapabilityStatement> capabilityStatementReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(CapabilityStatement.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<ImplementationGuide> implementationGuideReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(ImplementationGuide.class, definitions, pages);
    }

    @Bean
    DefinitionProvider<OperationDefinition> operationDefinitionReads(Definitions definitions, StoreSettings pages) {
        return new DefinitionProvider<>(OperationDefinition.class, definitions, pages);
    }
}
