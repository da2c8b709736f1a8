package org.painbridge.server.fhirserver;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ReadListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.filter.OncePerRequestFilter;

/** Unpacks gzip bodies and stops reading any body at the limit, before anything holds it in memory. */
final class BodyLimitFilter extends OncePerRequestFilter {
    private static final String ENCODING = "Content-Encoding";
    private final long limit;

    BodyLimitFilter(long limit) {
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        chain.doFilter(new Limited(request), response);
    }

    private final class Limited extends HttpServletRequestWrapper {
        private final boolean gzip;
        private @Nullable ServletInputStream stream;

        Limited(HttpServletRequest request) {
            super(request);
            List<String> encodings = Collections.list(request.getHeaders(ENCODING));
            this.gzip = encodings.size() == 1 && encodings.getFirst().equalsIgnoreCase("gzip");
        }

        @Override
        public ServletInputStream getInputStream() throws IOException {
            if (stream == null) {
                InputStream packed = new Counted(super.getInputStream());
                stream = new Body(gzip ? new Counted(new GZIPInputStream(packed)) : packed);
            }
            return stream;
        }

        /** What comes out of this request is unpacked already. */
        @Override
        public @Nullable String getHeader(String name) {
            return gzip && ENCODING.equalsIgnoreCase(name) ? null : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return gzip && ENCODING.equalsIgnoreCase(name) ? Collections.emptyEnumeration() : super.getHeaders(name);
        }
    }

    /** Counts what is read and stops at the limit. */
    private final class Counted extends InputStream {
        private final InputStream source;
        private long count;

        Counted(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int b = source.read();
            count(b < 0 ? 0 : 1);
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = source.read(bytes, offset, length);
            count(Math.max(read, 0));
            return read;
        }

        private void count(int more) throws BodyTooLarge {
            count += more;
            if (count > limit) {
                throw new BodyTooLarge(limit);
            }
        }
    }

    private static final class Body extends ServletInputStream {
        private final InputStream source;
        private boolean finished;

        Body(InputStream source) {
            this.source = source;
        }

        @Override
        public int read() throws IOException {
            int b = source.read();
            finished = b < 0;
            return b;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            int read = source.read(bytes, offset, length);
            finished = read < 0;
            return read;
        }

        @Override
        public boolean isFinished() {
            return finished;
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
