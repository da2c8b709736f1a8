package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.SearchQuery;

/**
 * {@code Patient/1/Observation}: a search among what belongs to one patient, encounter and so on (FHIR R4, 3.1.0.9.1), for types of
 * the store. It is served as the search {@code Observation}, with the compartment beside its parameters
 * ({@link SearchQuery#compartment}).
 *
 * @param owner {@code Patient/1}
 * @param search {@code Observation}, or {@code Observation/_search}
 */
public record CompartmentPath(String owner, String search) {
    private static final String FOUND = CompartmentPath.class.getName();
    private static final Set<String> READS = Set.of("GET", "HEAD");

    /** Types that R4 has compartments of. */
    static final List<String> OWNERS = List.of("Device", "Encounter", "Patient", "Practitioner", "RelatedPerson");

    private static final String OWNER = "((?:" + String.join("|", OWNERS) + ")/[A-Za-z0-9\\-.]{1,64})/";
    private static final Pattern PATH =
            Pattern.compile(OWNER + "((" + String.join("|", ExposedTypes.NAMES) + ")(?:/_search)?)");
    private static final Pattern WHOLE = Pattern.compile(OWNER + "\\*");

    /** @param url relative to the base, with a query or without */
    public static Optional<CompartmentPath> of(String url) {
        Matcher parts = PATH.matcher(url.split("\\?", 2)[0]);
        return parts.matches() ? Optional.of(new CompartmentPath(parts.group(1), parts.group(2))) : Optional.empty();
    }

    /** The owner in {@code Patient/1/*}, of all types of its compartment. */
    public static Optional<String> whole(String path) {
        Matcher parts = WHOLE.matcher(path);
        return parts.matches() ? Optional.of(parts.group(1)) : Optional.empty();
    }

    /** The same request; that for the search, if it is one in a compartment. */
    static HttpServletRequest served(HttpServletRequest request) {
        String prefix = request.getContextPath() + request.getServletPath() + "/";
        String uri = request.getRequestURI();
        if (!uri.startsWith(prefix)) {
            return request;
        }
        String path = uri.substring(prefix.length());
        return of(path).filter(search -> READS.contains(request.getMethod())
                        || (request.getMethod().equals("POST")
                                && search.search().endsWith("/_search")))
                .<HttpServletRequest>map(search -> new Search(request, search, prefix))
                .or(() -> WholeSearch.of(request, path))
                .orElse(request);
    }

    /** The owner of the compartment that a request is about. */
    public static Optional<String> asked(HttpServletRequest request) {
        return Optional.ofNullable((CompartmentPath) request.getAttribute(FOUND))
                .map(CompartmentPath::owner);
    }

    /** The URL of a search as if it were in no compartment; any other as it is. */
    public static String withoutOwner(String url) {
        return of(url).map(path -> url.substring(path.owner().length() + 1)).orElse(url);
    }

    private static final class Search extends HttpServletRequestWrapper {
        private final String uri;
        private final String info;
        private final String url;

        Search(HttpServletRequest request, CompartmentPath path, String prefix) {
            super(request);
            request.setAttribute(FOUND, path);
            this.uri = prefix + path.search();
            this.info = "/" + path.search();
            String whole = request.getRequestURL().toString();
            String asked = path.owner() + info;
            this.url = whole.substring(0, whole.length() - asked.length()) + path.search();
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
