package org.painbridge.server.dispensing.products;

import ca.uhn.fhir.context.FhirContext;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.jobs.JobPages;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of an import of products, and its files. */
@RestController
@RequestMapping(ImportController.PATH)
class ImportController extends JobPages {
    static final String PATH = "/product-import/";

    ImportController(
            FhirStore store,
            @Qualifier("importTable") JobTable table,
            @Qualifier("importRunner") JobRunner runner,
            ProblemTranslator problems,
            FhirContext context,
            CallerViews views) {
        super("the import", store, table, runner, problems, context, views);
    }

    @Override
    protected RequestProblem failure(String problem) {
        return new RequestProblem(
                ErrorCode.INVALID_PARAMETER,
                "Parameters.parameter.where(name='extract')",
                "The extract is refused, and nothing was made of it. " + problem);
    }
}
