package org.painbridge.server.export;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import org.painbridge.server.fhirserver.BaseAddress;
import org.painbridge.server.fhirserver.InteractionLog;
import org.painbridge.server.fhirserver.ProblemTranslator;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.PatientCompartment;
import org.painbridge.server.store.SearchParameters;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts exports together. */
@Configuration(proxyBeanMethods = false)
class ExportConfiguration {

    @Bean
    Exports exports(FhirStore store, ExportSettings settings) {
        return new Exports(store, new ExportTable(), new FileTable(), settings);
    }

    @Bean(initMethod = "start")
    ExportRunner exportRunner(FhirStore store, Exports exports, ExportSettings settings, Clock clock) {
        return new ExportRunner(store, exports, new ExportSteps(new ExportTable(), new FileTable(), settings), clock);
    }

    @Bean
    ExportProvider exportProvider(
            FhirStore store,
            CallerViews views,
            Exports exports,
            ExportRunner runner,
            SearchParameters parameters,
            PatientCompartment compartment) {
        return new ExportProvider(store, views, exports, runner, parameters.types(), compartment.types());
    }

    /** Beside HAPI, which serves no other URLs than those of FHIR; the longer path wins. */
    @Bean
    ServletRegistrationBean<ExportServlet> exportServlet(
            FhirContext context,
            Exports exports,
            ExportRunner runner,
            ProblemTranslator problems,
            CallerViews views,
            InteractionLog log,
            BaseAddress address) {
        var download = new ExportDownload(exports);
        var servlet = new ExportServlet(context, exports, runner, download, problems, views, log, address);
        var registration = new ServletRegistrationBean<>(servlet, "/fhir" + ExportServlet.PATH + "/*");
        registration.setName("export");
        return registration;
    }
}
