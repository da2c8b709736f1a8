package org.painbridge.server.dispensing.trends;

import ca.uhn.fhir.context.FhirContext;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Set;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.dispensing.jobs.JobPages;
import org.painbridge.server.dispensing.jobs.JobRunner;
import org.painbridge.server.dispensing.jobs.JobTable;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What becomes of a table of indicators, for whoever may ask for one. */
@RestController
@RequestMapping(TrendController.PATH)
class TrendController extends JobPages {
    static final String PATH = "/nms-indicators/";

    private final Callers callers;
    private final Set<String> roles;

    TrendController(
            FhirStore store,
            @Qualifier("trendTable") JobTable table,
            @Qualifier("trendRunner") JobRunner runner,
            ProblemTranslator problems,
            FhirContext context,
            CallerViews views,
            Callers callers,
            TrendSettings settings) {
        super("the table", store, table, runner, problems, context, views);
        this.callers = callers;
        this.roles = settings.roles();
    }

    @Override
    protected boolean mayAsk(HttpServletRequest request) {
        return TrendProvider.isServed(callers.of(request), roles);
    }

    @Override
    protected MediaType reportType() {
        return MediaType.parseMediaType("application/fhir+json;charset=UTF-8");
    }

    @Override
    protected RequestProblem failure(String problem) {
        return new RequestProblem(ErrorCode.CONFLICT, "Parameters", "There is no table. " + problem);
    }
}
