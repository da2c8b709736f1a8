package org.painbridge.server.fhirserver;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.IdType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.OperationOutcome.IssueSeverity;
import org.hl7.fhir.r4.model.OperationOutcome.IssueType;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.HistoryPage;
import org.painbridge.server.store.ResourceJson;
import org.painbridge.server.store.SearchPage;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoredResource;

/**
 * Stored resources as answers: the stored bytes where the client takes JSON as it is, else (XML, {@code _summary},
 * {@code _elements}, pretty) parsed, for HAPI to encode.
 */
public final class Answers {
    private final FhirContext context;
    private final Clock clock;

    public Answers(FhirContext context, Clock clock) {
        this.context = context;
        this.clock = clock;
    }

    public Resource resource(StoredResource stored, RequestDetails request, @Nullable String location) {
        if (!StoredJson.suits(request)) {
            return parse(stored.json());
        }
        Resource shell = (Resource) context.getResourceDefinition(stored.type()).newInstance();
        shell.setIdElement(new IdType(stored.versionedReference()));
        shell.getMeta().setVersionId(Integer.toString(stored.version()));
        shell.getMeta().setLastUpdated(Date.from(stored.updated()));
        return StoredJson.attach(shell, new StoredJson(stored.json(), stored.version(), location));
    }

    public Bundle search(String type, SearchPage page, RequestDetails request) {
        return search(type, page, new OperationOutcome(), request);
    }

    /** @param notice beside what is found; it may be empty */
    Bundle search(String type, SearchPage page, OperationOutcome notice, RequestDetails request) {
        AnswerForms.takeNumberOnly(request);
        OperationOutcome outcome = warnings(page, ParameterChecks.ignored(request));
        notice.getIssue().forEach(outcome::addIssue);
        return answer(searchset(request.getFhirServerBase(), type, page, outcome), request);
    }

    /**
     * What an operation has found, as a searchset.
     *
     * @param path of the operation, for the link to itself; what was asked may be nobody's business but the caller's
     */
    public Bundle found(
            String path,
            List<StoredResource> matches,
            List<StoredResource> included,
            OperationOutcome notice,
            RequestDetails request) {
        String base = request.getFhirServerBase();
        BundleWriter writer = bundle("searchset").total((long) matches.size());
        writer.link("self", base + "/" + path).startEntries();
        matches.forEach(stored -> writer.found(base, stored, "match"));
        included.forEach(stored -> writer.found(base, stored, "include"));
        writer.outcome(json(notice));
        return answer(writer.finish(), request);
    }

    /**
     * Resources that are shown together, as they were at some moment.
     *
     * @param base of their addresses
     */
    public Bundle collection(String base, List<StoredResource> resources, Instant moment, RequestDetails request) {
        BundleWriter writer = bundle("collection").timestamp(moment).startEntries();
        resources.forEach(stored -> writer.shown(base, stored));
        return answer(writer.finish(), request);
    }

    /**
     * A page of a search as the JSON of a Bundle.
     *
     * @param ignored parameters that were left out before the search saw them
     */
    byte[] searchset(String base, String type, SearchPage page, List<String> ignored) {
        return searchset(base, type, page, warnings(page, ignored));
    }

    private byte[] searchset(String base, String type, SearchPage page, OperationOutcome outcome) {
        BundleWriter writer = bundle("searchset").total(page.total());
        String place = place(page.used(), type);
        String url = place.isEmpty() ? base : base + "/" + place;
        String self = url + "?" + query(page.used().stream());
        writer.link("self", self.endsWith("?") ? self.substring(0, self.length() - 1) : self);
        if (page.nextCursor() != null) {
            Stream<SearchQuery.Parameter> rest =
                    page.used().stream().filter(parameter -> !parameter.name().equals("_cursor"));
            var cursor = new SearchQuery.Parameter("_cursor", page.nextCursor());
            writer.link("next", url + "?" + query(Stream.concat(rest, Stream.of(cursor))));
        }
        writer.startEntries();
        page.matches().forEach(stored -> writer.found(base, stored, "match"));
        page.included().forEach(stored -> writer.found(base, stored, "include"));
        if (outcome.hasIssue()) {
            writer.outcome(json(outcome));
        }
        return writer.finish();
    }

    /** The answer to a transaction or a batch. */
    Bundle bundle(String type, List<EntryAnswer> answers, RequestDetails request) {
        BundleWriter writer = bundle(type).startEntries();
        for (EntryAnswer answer : answers) {
            OperationOutcome outcome = answer.outcome();
            writer.answer(answer, outcome == null ? null : json(outcome));
        }
        return answer(writer.finish(), request);
    }

    /** @param of {@code Type/id}, {@code Type}, or empty for the history of the server */
    Bundle history(String of, HistoryPage page, HistoryRequest asked, RequestDetails request) {
        boolean numberOnly = AnswerForms.takeNumberOnly(request);
        return answer(history(request.getFhirServerBase(), of, page, asked, numberOnly), request);
    }

    /** The same as JSON. */
    byte[] history(String base, String of, HistoryPage page, HistoryRequest asked, boolean numberOnly) {
        String url = base + (of.isEmpty() ? "" : "/" + of) + "/_history";
        String query = asked.queryString(null);
        BundleWriter writer = bundle("history").total(page.total());
        writer.link("self", query.isEmpty() ? url : url + "?" + query);
        if (page.nextCursor() != null && !numberOnly) {
            writer.link("next", url + "?" + asked.queryString(page.nextCursor()));
        }
        writer.startEntries();
        if (!numberOnly) {
            page.versions().forEach(version -> writer.version(base, version));
        }
        return writer.finish();
    }

    private static OperationOutcome warnings(SearchPage page, List<String> ignored) {
        OperationOutcome outcome = new OperationOutcome();
        if (!page.ignored().isEmpty()) {
            warn(outcome, IssueType.NOTSUPPORTED, "Unknown search parameters were left out: " + page.ignored());
        }
        if (!ignored.isEmpty()) {
            warn(
                    outcome,
                    IssueType.NOTSUPPORTED,
                    "Parameters with a value that is not served were left out: " + ignored);
        }
        page.cut()
                .forEach(include -> warn(
                        outcome,
                        IssueType.TOOCOSTLY,
                        include + " finds more than one page takes; what is here is not all of it: ask with a smaller"
                                + " _count, or search for the rest by itself"));
        return outcome;
    }

    private static void warn(OperationOutcome outcome, IssueType type, String text) {
        outcome.addIssue().setSeverity(IssueSeverity.WARNING).setCode(type).setDiagnostics(text);
    }

    private static String json(Resource resource) {
        return new String(ResourceJson.of(resource), StandardCharsets.UTF_8);
    }

    private BundleWriter bundle(String type) {
        return new BundleWriter(UUID.randomUUID().toString(), type, clock.instant());
    }

    private Bundle answer(byte[] bytes, RequestDetails request) {
        if (!StoredJson.suits(request)) {
            Bundle bundle = (Bundle) parse(bytes);
            return bundle.hasTotal() ? bundle : StoredJsonResponder.withoutTotal(bundle);
        }
        Bundle shell = new Bundle();
        shell.setId(UUID.randomUUID().toString());
        return StoredJson.attach(shell, new StoredJson(bytes, null, null));
    }

    private Resource parse(byte[] json) {
        return (Resource) context.newJsonParser().parseResource(new String(json, StandardCharsets.UTF_8));
    }

    private static String place(List<SearchQuery.Parameter> used, String type) {
        return used.stream()
                .filter(Answers::isPlace)
                .findFirst()
                .map(compartment -> compartment.value() + "/" + type)
                .orElse(type);
    }

    private static boolean isPlace(SearchQuery.Parameter parameter) {
        return parameter.name().equals(SearchQuery.COMPARTMENT);
    }

    private static String query(Stream<SearchQuery.Parameter> parameters) {
        return parameters
                .filter(parameter -> !isPlace(parameter))
                .map(parameter -> encoded(parameter.name()) + "=" + encoded(parameter.value()))
                .collect(Collectors.joining("&"));
    }

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
