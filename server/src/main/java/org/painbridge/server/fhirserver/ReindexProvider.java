package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.OperationParam;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.store.ClosestName;
import org.painbridge.server.store.Reindexer;

/** {@code POST [base]/$reindex}; docs/operations/reindex.md. */
public final class ReindexProvider {
    private final Reindexer reindexer;
    private final Set<String> types;

    ReindexProvider(Reindexer reindexer, Collection<String> types) {
        this.reindexer = reindexer;
        this.types = new TreeSet<>(types);
    }

    @Operation(name = "$reindex")
    public Parameters reindex(
            @OperationParam(name = "type", max = OperationParam.MAX_UNLIMITED) @Nullable List<CodeType> type,
            @ResourceParam @Nullable IBaseResource body,
            RequestDetails request) {
        request.getParameters().keySet().forEach(ReindexProvider::requireType);
        if (body != null) {
            CapabilityOperations.parameters(body).getParameter().stream()
                    .map(ParametersParameterComponent::getName)
                    .forEach(ReindexProvider::requireType);
        }
        return answer(reindexer.run(type == null || type.isEmpty() ? types : known(type)));
    }

    private static void requireType(@Nullable String name) {
        boolean presentation = name != null && (name.equals("_format") || name.equals("_pretty"));
        if (!"type".equals(name) && !presentation) {
            throw problem("$reindex has no parameter " + name + ", only type");
        }
    }

    private Set<String> known(List<CodeType> asked) {
        Set<String> known = new TreeSet<>();
        for (CodeType code : asked) {
            String name = String.valueOf(code.getValue());
            if (!types.contains(name)) {
                throw problem("This server has no " + name + "." + ClosestName.didYouMean(name, types)
                        + " The CapabilityStatement lists all types");
            }
            known.add(name);
        }
        return known;
    }

    private static Parameters answer(Reindexer.Counts counts) {
        Parameters answer = new Parameters();
        count(answer, "examined", counts.examined());
        count(answer, "rewritten", counts.rewritten());
        count(answer, "overtaken", counts.overtaken());
        count(answer, "failed", counts.failed());
        counts.failures().forEach(failure -> answer.addParameter("failure", new Reference(failure)));
        return answer;
    }

    private static void count(Parameters answer, String name, long count) {
        answer.addParameter(name, new IntegerType(Math.clamp(count, 0, Integer.MAX_VALUE)));
    }

    private static RequestProblem problem(String message) {
        return new RequestProblem(ErrorCode.INVALID_PARAMETER, "Parameters.parameter.where(name='type')", message);
    }
}
