package org.painbridge.server.patch;

import ca.uhn.fhir.context.BaseRuntimeElementCompositeDefinition;
import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.DataFormatException;
import java.util.ArrayList;
import java.util.List;
import org.hl7.fhir.exceptions.FHIRFormatError;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.instance.model.api.IPrimitiveType;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DecimalType;
import org.hl7.fhir.r4.model.Element;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Type;

/** Makes elements of what a FHIRPath Patch sends as value. */
final class ElementValues {
    private final FhirContext context;

    ElementValues(FhirContext context) {
        this.context = context;
    }

    /** @throws PatchProblem where such a value cannot stand there */
    IBase of(FhirPathOperation operation, SentPart sent, ElementProperty property) {
        Type value = sent.value();
        Resource resource = sent.resource();
        List<SentPart> parts = sent.parts();
        if ((value == null ? 0 : 1) + (resource == null ? 0 : 1) + (parts.isEmpty() ? 0 : 1) != 1) {
            throw PatchProblem.malformed(
                    sent.place(),
                    "The part " + sent.name() + " has a value, a resource or parts, and one of these alone");
        }
        if (value != null) {
            return ofDatatype(operation, sent, property, value);
        }
        return resource != null
                ? contained(operation, sent, property, resource)
                : ofParts(operation, sent, property, parts);
    }

    /** Adds to what is there. */
    void add(FhirPathOperation operation, SentPart sent, IBase parent, String name, SentPart value) {
        String wanted = name.endsWith("[x]") ? name.substring(0, name.length() - 3) : name;
        ElementProperty property = ElementProperty.of(context, parent, wanted);
        if (property == null) {
            throw operation.failed(
                    sent.place(),
                    Place.type(parent) + " has no element " + name
                            + "; a choice is named without its type, as in value");
        }
        List<IBase> values = new ArrayList<>(property.values());
        if (!property.repeats() && !values.isEmpty()) {
            throw operation.failed(sent.place(), name + " is there already and does not repeat: replace it");
        }
        values.add(of(operation, value, property));
        property.set(values);
    }

    private static IBase ofDatatype(FhirPathOperation operation, SentPart sent, ElementProperty property, Type value) {
        if (property.isChoice() ? property.offers(value) : isOf(property, value)) {
            return value;
        }
        if (value instanceof PrimitiveType<?> primitive
                && !property.isChoice()
                && property.make() instanceof IPrimitiveType<?> wanted) {
            return converted(operation, sent, primitive, wanted);
        }
        throw unfit(operation, sent, property, "a " + value.fhirType());
    }

    private static boolean isOf(ElementProperty property, Type value) {
        return property.definition().getImplementingClass().equals(value.getClass());
    }

    /** Texts may come as any type of text, so that a code can stand for another that Parameters do not have. */
    private static IBase converted(
            FhirPathOperation operation, SentPart sent, PrimitiveType<?> value, IPrimitiveType<?> wanted) {
        boolean fits = value instanceof BooleanType == wanted instanceof BooleanType && number(value) == number(wanted);
        try {
            if (fits) {
                wanted.setValueAsString(value.getValueAsString());
            }
        } catch (RuntimeException e) {
            if (!isOfValue(e)) {
                throw e;
            }
            fits = false;
        }
        if (!fits || value.hasExtension() && !(wanted instanceof Element)) {
            throw operation.failed(
                    sent.place(), "the " + value.fhirType() + " there cannot be a " + Place.type(wanted));
        }
        if (wanted instanceof Element element) {
            element.setIdElement(value.getIdElement());
            element.setExtension(value.getExtension());
        }
        return wanted;
    }

    /** Dates and enumerations have one each; narratives wrap several, such as that of CDATA without an end. */
    private static boolean isOfValue(RuntimeException problem) {
        Throwable cause = problem.getCause() == null ? problem : problem.getCause();
        return cause instanceof DataFormatException
                || cause instanceof IllegalArgumentException
                || cause instanceof IllegalStateException
                || cause instanceof FHIRFormatError;
    }

    private static boolean number(IBase value) {
        return value instanceof IntegerType || value instanceof DecimalType;
    }

    private static IBase contained(
            FhirPathOperation operation, SentPart sent, ElementProperty property, Resource resource) {
        if (!property.holdsResources()) {
            throw unfit(operation, sent, property, "a resource");
        }
        if (!resource.hasId()) {
            throw operation.failed(sent.place(), "a contained resource needs an id");
        }
        resource.setIdElement(new IdType(resource.getIdElement().getIdPart()));
        return resource;
    }

    private IBase ofParts(FhirPathOperation operation, SentPart sent, ElementProperty property, List<SentPart> parts) {
        if (property.isChoice() || !(property.definition() instanceof BaseRuntimeElementCompositeDefinition<?>)) {
            throw unfit(operation, sent, property, "a list of parts");
        }
        IBase made = property.make();
        parts.forEach(part -> add(operation, part, made, part.name(), part));
        return made;
    }

    private static PatchProblem unfit(
            FhirPathOperation operation, SentPart sent, ElementProperty property, String what) {
        String wanted = property.isChoice()
                ? (property.holdsResources() ? "a resource" : "a value of one of its types")
                : "a " + property.definition().getName();
        return operation.failed(sent.place(), property.name() + " takes " + wanted + ", not " + what);
    }
}
