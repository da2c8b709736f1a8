package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.painbridge.server.store.SearchQuery;

/**
 * {@code Patient/1/Observation}: a search among what belongs to one patient, encounter and so on (FHIR R4, 3.1.0.9.1). It is served as
 * the search {@code Observation}, with the compartment as one more condition ({@link SearchQuery#COMPARTMENT}).
 *
 * @param compartment {@code Patient/1}
 * @param search {@code Observation}, or {@code Observation/_search}
 */
record CompartmentPath(String compartment, String search) {
    private static final String FOUND = CompartmentPath.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD");

    /** Types that R4 has compartments of. */
    static final List<String> OWNERS = List.of("Device", "Encounter", "Patient", "Practitioner", "RelatedPerson");

    private static final Pattern PATH = Pattern.compile(
            "((?:" + String.join("|", OWNERS) + ")/[A-Za-z0-9\\-.]{1,64})/([A-Z][A-Za-z]+(?:/_search)?)");

    /** @param path relative to the base, without a query */
    static Optional<CompartmentPath> of(String path) {
        Matcher parts = PATH.matcher(path);
        return parts.matches() ? Optional.of(new CompartmentPath(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** The same request; that for the search, if it is one in a compartment. */
    static HttpServletRequest served(HttpServletRequest request) {
        String prefix = request.getContextPath() + request.getServletPath() + "/";
        String uri = request.getRequestURI();
        if (!uri.startsWith(prefix)) {
            return request;
        }
        return of(uri.substring(prefix.length()))
                .filter(path -> READS.contains(request.getMethod())
                        || (request.getMethod().equals("POST") && path.search().endsWith("/_search")))
                .<HttpServletRequest>map(path -> new Search(request, path, prefix))
                .orElse(request);
    }

    /** That which the search is in. */
    static Optional<SearchQuery.Parameter> asked(HttpServletRequest request) {
        return Optional.ofNullable((CompartmentPath) request.getAttribute(FOUND))
                .map(CompartmentPath::criterion);
    }

    private SearchQuery.Parameter criterion() {
        return new SearchQuery.Parameter(SearchQuery.COMPARTMENT, compartment);
    }

    /** The URL of a search in a compartment as {@code Observation?_compartment=Patient/1&...}; any other as it is. */
    static String inQuery(String url) {
        String[] parts = url.split("\\?", 2);
        return of(parts[0])
                .map(path -> path.search() + "?" + SearchQuery.COMPARTMENT + "=" + path.compartment()
                        + (parts.length == 1 || parts[1].isEmpty() ? "" : "&" + parts[1]))
                .orElse(url);
    }

    private static final class Search extends HttpServletRequestWrapper {
        private final String uri;
        private final String info;
        private final StringBuffer url;

        Search(HttpServletRequest request, CompartmentPath path, String prefix) {
            super(request);
            request.setAttribute(FOUND, path);
            this.uri = prefix + path.search();
            this.info = "/" + path.search();
            StringBuffer whole = request.getRequestURL();
            this.url = whole.replace(
                    whole.length()
                            - path.compartment().length()
                            - 1
                            - path.search().length(),
                    whole.length(),
                    path.search());
        }

        @Override
        public String getRequestURI() {
            return uri;
        }

        @Override
        public StringBuffer getRequestURL() {
            return new StringBuffer(url);
        }

        @Override
        public String getPathInfo() {
            return info;
        }
    }
}
