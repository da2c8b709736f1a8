package org.painbridge.server.dispensing.products;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Base64BinaryType;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.LaterAnswer;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;

/** {@code POST [base]/$import-products}; docs/operations/import-products.md. */
public final class ImportProvider implements CapabilityOperations {
    private static final String EXTRACT = "extract";
    private static final int MOST_OPEN = 4;

    private final FhirStore store;
    private final JobTable table;
    private final JobRunner runner;

    ImportProvider(FhirStore store, JobTable table, JobRunner runner) {
        this.store = store;
        this.table = table;
        this.runner = runner;
    }

    @Operation(
            name = "$import-products",
            manualResponse = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/import-products")
    public void begin(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response) {
        OperationParameters.of("$import-products", List.of(EXTRACT), request, body);
        byte[] extract = extract(body);
        LaterAnswer later = new LaterAnswer(request, "An import");
        later.requireLater();
        String id = UUID.randomUUID().toString();
        store.write(transaction -> {
            transaction.lock("imports of products");
            if (table.open(transaction.connection()).size() >= MOST_OPEN) {
                throw new StoreProblem.Conflict(
                        MOST_OPEN + " imports of products are under way: wait until one has ended");
            }
            table.insert(transaction, id, extract);
            return id;
        });
        runner.wake();
        later.accepted(ImportController.PATH + id, response);
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        CapabilityOperations.answeredLater(rest, "import-products");
    }

    private static byte[] extract(@Nullable IBaseResource body) {
        List<ParametersParameterComponent> sent =
                CapabilityOperations.parameters(body).getParameter();
        if (sent.size() == 1 && sent.getFirst().getValue() instanceof Base64BinaryType content && content.hasValue()) {
            return content.getValue();
        }
        throw OperationParameters.problem(
                EXTRACT,
                "$import-products takes one parameter, extract with valueBase64Binary: allfiles.zip itself. It fetches"
                        + " nothing");
    }
}
