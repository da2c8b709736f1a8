package org.painbridge.server.notification;

import ca.uhn.fhir.rest.annotation.IdParam;
import ca.uhn.fhir.rest.annotation.Read;
import ca.uhn.fhir.rest.annotation.Search;
import ca.uhn.fhir.rest.server.IResourceProvider;
import java.util.Arrays;
import java.util.List;
import org.hl7.fhir.r4.model.Basic;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.ResourceVersionPolicy;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Extension;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.MarkdownType;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.UriType;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.store.StoreProblem;

/** Topics as R4 can say them: each a Basic with the elements of R5's SubscriptionTopic as extensions. There are no others. */
public final class TopicProvider implements IResourceProvider, CapabilityOperations {
    private static final String R5 = "http://hl7.org/fhir/5.0/StructureDefinition/extension-SubscriptionTopic.";
    private static final String TYPES = "http://hl7.org/fhir/fhir-types";
    private static final String DEFINITIONS = "http://hl7.org/fhir/StructureDefinition/";

    TopicProvider() {}

    @Override
    public Class<Basic> getResourceType() {
        return Basic.class;
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        rest.getResource().stream()
                .filter(resource -> resource.getType().equals("Basic"))
                .forEach(resource -> resource.setVersioning(ResourceVersionPolicy.NOVERSION)
                        .setDocumentation("The topics of Subscriptions"));
    }

    @Read
    public Basic read(@IdParam IdType id) {
        return Arrays.stream(Topic.values())
                .filter(topic -> topic.code().equals(id.getIdPart()))
                .map(TopicProvider::basic)
                .findFirst()
                .orElseThrow(() -> new StoreProblem.NotFound("Basic/" + id.getIdPart()));
    }

    @Search
    public List<Basic> all() {
        return Arrays.stream(Topic.values()).map(TopicProvider::basic).toList();
    }

    private static Basic basic(Topic topic) {
        Basic basic = new Basic().setCode(new CodeableConcept(new Coding(TYPES, "SubscriptionTopic", null)));
        basic.setId(topic.code());
        basic.addExtension(R5 + "url", new UriType(topic.canonical()));
        basic.addExtension(R5 + "title", new StringType(topic.description()));
        basic.addModifierExtension(new Extension(R5 + "status", new CodeType("active")));
        Extension trigger = basic.addExtension().setUrl(R5 + "resourceTrigger");
        trigger.addExtension("description", new MarkdownType(topic.description()));
        trigger.addExtension("resource", new UriType(DEFINITIONS + topic.type()));
        for (String filter : topic.filters()) {
            Extension can = basic.addExtension().setUrl(R5 + "canFilterBy");
            can.addExtension("resource", new UriType(DEFINITIONS + topic.type()));
            can.addExtension("filterParameter", new StringType(filter));
        }
        return basic;
    }
}
