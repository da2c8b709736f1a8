package org.painbridge.server.store;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import ca.uhn.fhir.fhirpath.IFhirPath;
import ca.uhn.fhir.fhirpath.IFhirPathEvaluationContext;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.fhirpath.FHIRPathEngine;
import org.hl7.fhir.r4.hapi.ctx.HapiWorkerContext;
import org.hl7.fhir.r4.hapi.fluentpath.FhirPathR4;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.hl7.fhir.r4.model.StructureDefinition.StructureDefinitionKind;
import org.jspecify.annotations.Nullable;

/**
 * FHIRPath for index expressions and patches. The engine wants structure definitions only to learn which type names exist, so it gets
 * bare ones: reading the full definitions would cost seconds at every start.
 */
public final class FhirPathFactory {
    private FhirPathFactory() {}

    static IFhirPath create(FhirContext context, IFhirPathEvaluationContext evaluation) {
        IValidationSupport before = context.getValidationSupport();
        context.setValidationSupport(new TypeNames(context));
        try {
            IFhirPath fhirPath = new FhirPathR4(context);
            fhirPath.setEvaluationContext(evaluation);
            return fhirPath;
        } finally {
            context.setValidationSupport(before);
        }
    }

    /** The engine itself, for those who look at a parsed expression. */
    public static FHIRPathEngine engine(FhirContext context) {
        return new FHIRPathEngine(new HapiWorkerContext(context, new TypeNames(context)));
    }

    /** The class the engine reads its types from; see {@link HapiWorkerContext}. */
    private static final class TypeNames implements IValidationSupport {
        private static final String BASE = "http://hl7.org/fhir/StructureDefinition/";
        private final FhirContext context;
        private final Map<String, StructureDefinition> known = new ConcurrentHashMap<>();

        TypeNames(FhirContext context) {
            this.context = context;
        }

        @Override
        public FhirContext getFhirContext() {
            return context;
        }

        @Override
        @SuppressWarnings("TypeParameterUnusedInFormals") // The interface's signature.
        public <T extends IBaseResource> List<T> fetchAllStructureDefinitions() {
            return List.of();
        }

        @Override
        public @Nullable IBaseResource fetchStructureDefinition(String url) {
            String name = url.substring(url.lastIndexOf('/') + 1);
            boolean type = url.startsWith(BASE)
                    && (context.getElementDefinition(name) != null
                            || context.getResourceTypes().contains(name));
            return type ? known.computeIfAbsent(url, key -> definition(key, name)) : null;
        }

        private static StructureDefinition definition(String url, String name) {
            boolean primitive = Character.isLowerCase(name.charAt(0));
            StructureDefinition definition = new StructureDefinition();
            definition.setUrl(url).setName(name).setType(name);
            definition.setKind(primitive ? StructureDefinitionKind.PRIMITIVETYPE : StructureDefinitionKind.COMPLEXTYPE);
            return definition;
        }
    }
}
