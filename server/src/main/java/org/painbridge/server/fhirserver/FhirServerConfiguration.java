package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.parser.StrictErrorHandler;
import ca.uhn.fhir.rest.server.RestfulServer;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.patch.PatchLimits;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.security.Callers;
import org.painbridge.server.security.SmartConfiguration;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.Reindexer;
import org.painbridge.server.store.SearchParameters;
import org.painbridge.server.store.StoreSettings;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** HAPI's RestfulServer at {@code /fhir}, with this server's providers and interceptors. */
@Configuration(proxyBeanMethods = false)
class FhirServerConfiguration {
    /** A patch is a small change; each operation may have to move a long list. */
    private static final int MOST_PATCH_OPERATIONS = 1000;
    /** Some seconds of paths at the very worst: 1000 operations on an average resource, 20 on one of a megabyte. */
    private static final long MOST_LOOKED_AT = 200_000_000;

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    /** Strict: an element we do not know is an error, not something to leave out without a word. */
    @Bean
    FhirContext fhirContext() {
        FhirContext context = FhirContext.forR4();
        context.setParserErrorHandler(new StrictErrorHandler());
        // HAPI links the entries of a bundle to each other; none of them is to be carried inside another.
        context.getParserOptions().setAutoContainReferenceTargetsWithNoId(false);
        context.getParserOptions().setStripVersionsFromReferences(false);
        context.getParserOptions().setOverrideResourceIdWithBundleEntryFullUrl(false);
        return context;
    }

    @Bean
    Guide guide(FhirContext context) {
        return new Guide(context);
    }

    @Bean
    ProblemTranslator problemTranslator() {
        return new ProblemTranslator();
    }

    @Bean
    FilterRegistrationBean<BodyLimitFilter> bodyLimit(RestSettings settings) {
        var registration = new FilterRegistrationBean<>(
                new BodyLimitFilter(settings.maxBody().toBytes()));
        registration.setOrder(Integer.MIN_VALUE + 100);
        return registration;
    }

    @Bean
    FilterRegistrationBean<MethodFilter> methods() {
        var registration = new FilterRegistrationBean<>(new MethodFilter());
        registration.setOrder(Integer.MIN_VALUE + 99);
        return registration;
    }

    @Bean
    ServletRegistrationBean<RestfulServer> fhirServlet(RestfulServer server) {
        var registration = new ServletRegistrationBean<>(server, "/fhir/*");
        registration.setName("fhir");
        registration.setLoadOnStartup(1);
        return registration;
    }

    @Bean
    JsonChecks jsonChecks(FhirContext context, RestSettings settings) {
        return new JsonChecks(context, settings.maxDepth(), settings.maxBundleEntries());
    }

    @Bean
    ResourcePatches resourcePatches(FhirContext context, RestSettings settings, JsonChecks json, WriteCheck check) {
        return new ResourcePatches(
                context,
                new PatchLimits(
                        MOST_PATCH_OPERATIONS,
                        settings.maxDepth(),
                        settings.maxBody().toBytes(),
                        MOST_LOOKED_AT),
                json,
                check);
    }

    /** A bean, so that sample data comes in by the same way as a client's bundle. */
    @Bean
    BundleProvider bundleProvider(
            FhirContext context,
            FhirStore store,
            CallerViews views,
            SearchParameters parameters,
            RestSettings settings,
            StoreSettings base,
            ProblemTranslator problems,
            ResourcePatches patches,
            WriteCheck check,
            Callers callers,
            InteractionLog log,
            ObjectProvider<SearchShape> shapes,
            Clock clock) {
        var answers = new Answers(context, clock);
        var types = new HashSet<>(parameters.types());
        var processor = new BundleProcessor(
                store,
                types,
                shapes.orderedStream().toList(),
                new EntryReader(answers, store, types),
                settings.maxBundleAnswer().toBytes());
        return new BundleProvider(
                processor,
                views,
                problems,
                answers,
                new EntryPatches(patches),
                check,
                new InteractionGate(callers, parameters),
                new EntryRequests(context, log),
                log,
                base.baseUrl(),
                settings.maxBundleEntries());
    }

    @Bean
    BaseAddress baseAddress(StoreSettings settings) {
        return new BaseAddress(settings.baseUrl());
    }

    @Bean
    RestfulServer restfulServer(
            FhirContext context,
            BaseAddress address,
            FhirStore store,
            CallerViews views,
            Callers callers,
            SmartConfiguration smart,
            SearchParameters parameters,
            RestSettings settings,
            StoreSettings pages,
            Guide guide,
            WriteCheck check,
            ContentCheck content,
            ProblemTranslator problems,
            BundleProvider bundles,
            ResourcePatches patches,
            JsonChecks json,
            Reindexer reindexer,
            Clock clock,
            PublishedOperations published,
            InteractionLog log,
            ObjectProvider<SearchShape> shapes,
            ObjectProvider<CapabilityOperations> operations) {
        InteractionGate gate = new InteractionGate(callers, parameters);
        RestfulServer server = new FhirServer(
                context,
                log,
                gate,
                new RequestChecks(json, new XmlChecks(settings.maxDepth(), settings.maxBundleEntries())),
                new BatchBody(context, json));
        server.setServerConformanceProvider(new CapabilityProvider(server, published));
        server.setServerName("PainBridge");
        server.setServerVersion(version());
        server.setServerAddressStrategy(address);
        server.setDefaultPrettyPrint(false);
        var answers = new Answers(context, clock);
        for (String type : parameters.types()) {
            Class<? extends Resource> kind = kind(context, type);
            server.registerProvider(new ResourceProvider(
                    kind, views, answers, patches, check, shapes.orderedStream().toList()));
            server.registerProvider(new ValidateProvider(kind, store, views, content));
            server.registerProvider(new MetaProvider(kind, store, views, check));
        }
        server.registerProvider(bundles);
        server.registerProvider(new HistoryProvider(views, answers, parameters.types()));
        server.registerProvider(new EverythingProvider(store, views, answers));
        CompartmentPath.OWNERS.forEach(owner ->
                server.registerProvider(new CompartmentProvider(kind(context, owner), store, views, answers, gate)));
        server.registerProvider(new SystemSearchProvider(views, answers, gate, parameters.types()));
        server.registerProvider(new SystemMetaProvider(views, parameters.types()));
        server.registerProvider(new ReindexProvider(reindexer, parameters.types()));
        List<CapabilityOperations> capabilities = operations.orderedStream().toList();
        capabilities.forEach(server::registerProvider);
        List.of(
                        problems,
                        new StoredJsonResponder(log, settings.compressFrom().toBytes()),
                        new NumberChecks(),
                        new NarrativeChecks(),
                        new ApiDocs(),
                        new CapabilityDetails(parameters, guide, limits(settings, pages), capabilities, smart))
                .forEach(server::registerInterceptor);
        return server;
    }

    /** What crosses them is told so in its refusal. */
    private static String limits(RestSettings rest, StoreSettings store) {
        return "Limits: a body has at most " + rest.maxBody().toMegabytes() + " MB, also inflated (413), and "
                + rest.maxDepth() + " levels (400); a Bundle " + rest.maxBundleEntries() + " entries (413) and "
                + rest.maxBundleAnswer().toMegabytes() + " MB of answers (400); a page " + store.maxCount()
                + " matches, whatever _count says, and " + store.maxIncluded()
                + " resources by one include (400); a question to the"
                + " database " + store.queryTimeout().toSeconds() + " s (503)";
    }

    private static Class<? extends Resource> kind(FhirContext context, String type) {
        return context.getResourceDefinition(type).getImplementingClass().asSubclass(Resource.class);
    }

    private static String version() {
        String version = FhirServerConfiguration.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
