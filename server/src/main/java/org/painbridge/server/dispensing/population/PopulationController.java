package org.painbridge.server.dispensing.population;

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

/** What becomes of a run over all dispenses, and its report. */
@RestController
@RequestMapping(PopulationController.PATH)
class PopulationController extends JobPages {
    static final String PATH = "/population-run/";

    PopulationController(
            FhirStore store,
            @Qualifier("populationTable") JobTable table,
            @Qualifier("populationRunner") JobRunner runner,
            ProblemTranslator problems,
            FhirContext context,
            CallerViews views) {
        super("the run", store, table, runner, problems, context, views);
    }

    @Override
    protected RequestProblem failure(String problem) {
        return new RequestProblem(ErrorCode.INVALID_PARAMETER, "Parameters", "The run has failed. " + problem);
    }
}
