package org.painbridge.server.fhirserver;

import ca.uhn.fhir.rest.api.Constants;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import ca.uhn.fhir.util.DateUtils;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Enumeration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.hl7.fhir.r4.model.Bundle.BundleEntryRequestComponent;
import org.jspecify.annotations.Nullable;

/**
 * An entry of a batch as the request that it would be alone: of the same sender, by the same way, with a URL, a body and
 * conditions of its own.
 */
final class EntryRequest extends HttpServletRequestWrapper {
    /** What the batch says of its own body, of its own answer, and when it wants one. */
    private static final Set<String> OF_THE_BATCH =
            Set.of("accept", "accept-encoding", "accept-charset", "prefer", "range");

    private final AloneEntry entry;
    private final String base;
    private final byte[] body;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final Map<String, Object> attributes = new HashMap<>();

    /** @param body in JSON; empty for none */
    EntryRequest(HttpServletRequest batch, RequestDetails details, AloneEntry entry, byte[] body) {
        super(batch);
        this.entry = entry;
        this.base = details.getFhirServerBase();
        this.body = body.clone();
        headers.put(Constants.HEADER_ACCEPT, Constants.CT_FHIR_JSON_NEW);
        headers.put(Constants.HEADER_REQUEST_ID, details.getRequestId());
        put(Constants.HEADER_CONTENT_TYPE, body.length == 0 ? null : Constants.CT_FHIR_JSON_NEW);
        put(Constants.HEADER_PREFER, SearchRequest.lenient(details) ? "handling=lenient" : null);
        BundleEntryRequestComponent asked = entry.entry().getRequest();
        put(Constants.HEADER_IF_MATCH, asked.getIfMatch());
        put(Constants.HEADER_IF_NONE_MATCH, asked.getIfNoneMatch());
        put(Constants.HEADER_IF_NONE_EXIST, asked.getIfNoneExist());
        put(
                Constants.HEADER_IF_MODIFIED_SINCE,
                asked.hasIfModifiedSince() ? DateUtils.formatDate(asked.getIfModifiedSince()) : null);
    }

    private void put(String name, @Nullable String value) {
        if (value != null) {
            headers.put(name, value);
        }
    }

    @Override
    public String getMethod() {
        return entry.method().toCode();
    }

    @Override
    public String getRequestURI() {
        return getContextPath() + getServletPath() + getPathInfo();
    }

    @Override
    public StringBuffer getRequestURL() {
        return new StringBuffer(base + getPathInfo());
    }

    @Override
    public String getPathInfo() {
        return "/" + entry.path();
    }

    @Override
    public @Nullable String getQueryString() {
        return entry.query().isEmpty() ? null : entry.query();
    }

    private static boolean isOfTheBatch(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return OF_THE_BATCH.contains(lower) || lower.startsWith("if-") || lower.startsWith("content-");
    }

    @Override
    public @Nullable String getHeader(String name) {
        String own = headers.get(name);
        return own != null ? own : isOfTheBatch(name) ? null : super.getHeader(name);
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        String own = headers.get(name);
        if (own != null) {
            return Collections.enumeration(List.of(own));
        }
        return isOfTheBatch(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        Collections.list(super.getHeaderNames()).stream()
                .filter(name -> !isOfTheBatch(name))
                .forEach(names::add);
        names.addAll(headers.keySet());
        return Collections.enumeration(names);
    }

    @Override
    public @Nullable String getContentType() {
        return headers.get(Constants.HEADER_CONTENT_TYPE);
    }

    @Override
    public String getCharacterEncoding() {
        return StandardCharsets.UTF_8.name();
    }

    @Override
    public int getContentLength() {
        return body.length;
    }

    @Override
    public long getContentLengthLong() {
        return body.length;
    }

    @Override
    public Map<String, String[]> getParameterMap() {
        return Map.of(); // Of forms, and this body is none.
    }

    @Override
    public @Nullable String getParameter(String name) {
        return null;
    }

    @Override
    public String @Nullable [] getParameterValues(String name) {
        return null;
    }

    @Override
    public Enumeration<String> getParameterNames() {
        return Collections.emptyEnumeration();
    }

    @Override
    public @Nullable Object getAttribute(String name) {
        return attributes.containsKey(name) ? attributes.get(name) : super.getAttribute(name);
    }

    @Override
    public void setAttribute(String name, Object value) {
        attributes.put(name, value);
    }

    @Override
    public ServletInputStream getInputStream() {
        return new Body(new ByteArrayInputStream(body));
    }

    @Override
    public BufferedReader getReader() {
        return new BufferedReader(new InputStreamReader(new ByteArrayInputStream(body), StandardCharsets.UTF_8));
    }

    private static final class Body extends ServletInputStream {
        private final ByteArrayInputStream bytes;

        Body(ByteArrayInputStream bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.read();
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            return bytes.read(into, offset, length);
        }

        @Override
        public boolean isFinished() {
            return bytes.available() == 0;
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setReadListener(ReadListener listener) {
            throw new UnsupportedOperationException("Bodies are read blocking");
        }
    }
}
