package org.painbridge.server.fhirserver;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.ContentCachingResponseWrapper;

/**
 * An answer that is sent whole where it turns out to be XML, under a policy that lets nothing in it run: HAPI writes XML as it
 * goes along, and finds out in the midst of it that XML cannot say what is stored.
 */
final class XmlAnswer extends HttpServletResponseWrapper {
    /** A browser shows XML as a page of this server, with what an earlier build took for a narrative. */
    private static final String POLICY = "sandbox; default-src 'none'; frame-ancestors 'none'";

    private final HttpServletResponse response;
    private @Nullable ContentCachingResponseWrapper whole;

    XmlAnswer(HttpServletResponse response) {
        super(response);
        this.response = response;
    }

    @Override
    public void setContentType(@Nullable String type) {
        super.setContentType(type);
        if (type != null && type.toLowerCase(Locale.ROOT).contains("xml")) {
            setHeader("Content-Security-Policy", POLICY);
            whole = whole == null ? new ContentCachingResponseWrapper(response) : whole;
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        return whole == null ? super.getOutputStream() : whole.getOutputStream();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        return whole == null ? super.getWriter() : whole.getWriter();
    }

    /** Tomcat answers a body that breaks the rules of HTTP itself; HAPI would log that it cannot begin its answer anew. */
    @Override
    public void reset() {
        if (isCommitted()) {
            return;
        }
        if (whole == null) {
            super.reset();
        } else {
            whole.reset();
        }
    }

    @Override
    public void resetBuffer() {
        if (whole == null) {
            super.resetBuffer();
        } else {
            whole.resetBuffer();
        }
    }

    void finish() throws IOException {
        if (whole != null) {
            whole.copyBodyToResponse();
        }
    }
}
