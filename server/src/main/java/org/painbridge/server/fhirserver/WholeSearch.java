package org.painbridge.server.fhirserver;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST Patient/1/_search}, or {@code Patient/1/*}{@code /_search}: the search of all of a compartment with its parameters
 * in a form, as the same by GET.
 */
final class WholeSearch extends HttpServletRequestWrapper {
    private static final Pattern PATH = Pattern.compile(
            "((?:" + String.join("|", CompartmentPath.OWNERS) + ")/[A-Za-z0-9\\-.]{1,64})/((?:\\*/)?_search)");
    private static final String FORM = "application/x-www-form-urlencoded";

    private final String info;
    private final String url;

    private WholeSearch(HttpServletRequest request, Matcher path) {
        super(request);
        this.info = "/" + path.group(1) + "/" + CompartmentProvider.ALL;
        String whole = request.getRequestURL().toString();
        this.url = whole.substring(0, whole.length() - path.group().length() - 1) + info;
    }

    /** @param path behind the base */
    static Optional<HttpServletRequest> of(HttpServletRequest request, String path) {
        Matcher search = PATH.matcher(path);
        return request.getMethod().equals("POST") && search.matches() && isForm(request)
                ? Optional.of(new WholeSearch(request, search))
                : Optional.empty();
    }

    private static boolean isForm(HttpServletRequest request) {
        boolean empty = request.getContentLengthLong() <= 0 && request.getHeader("Transfer-Encoding") == null;
        String type = request.getContentType();
        return type == null ? empty : type.split(";", 2)[0].strip().equalsIgnoreCase(FORM);
    }

    @Override
    public String getMethod() {
        return "GET";
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + getServletPath() + info;
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(url);
    }

    @Override
    public String getPathInfo() {
        return info;
    }

    /** Of the URL and the form. */
    @Override
    public @Nullable String getQueryString() {
        return getParameterMap().entrySet().stream()
                .flatMap(WholeSearch::pairs)
                .reduce((one, other) -> one + "&" + other)
                .orElse(null);
    }

    private static Stream<String> pairs(Map.Entry<String, String[]> parameter) {
        return Stream.of(parameter.getValue())
                .map(value -> Answers.encoded(parameter.getKey()) + "=" + Answers.encoded(value));
    }
}
