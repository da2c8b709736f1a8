package org.painbridge.server.audit;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.Writer;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Calls for the record before its first byte; where there is none, nothing that is written gets any further. */
final class AuditedResponse extends HttpServletResponseWrapper {
    private static final int UNAVAILABLE = 503;
    private static final int FIRST_REFUSAL = 400;

    private final IntConsumer record;
    private boolean asked;
    private @Nullable RuntimeException failure;

    /** @param record takes the status; throws if nothing is recorded */
    AuditedResponse(HttpServletResponse response, IntConsumer record) {
        super(response);
        this.record = record;
    }

    /** Why the answer may not go out; null if it may. */
    @Nullable
    RuntimeException failure() {
        return failure;
    }

    void recordBeforeAnything() {
        if (asked) {
            return;
        }
        asked = true;
        try {
            record.accept(getStatus());
        } catch (RuntimeException e) {
            // That the database is away may be told without it; the page of an error that has none of ours, too.
            boolean empty = getStatus() >= FIRST_REFUSAL && isCommitted();
            failure = getStatus() == UNAVAILABLE || empty ? null : e;
        }
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        recordBeforeAnything();
        return failure == null ? super.getOutputStream() : new Nowhere();
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        recordBeforeAnything();
        return failure == null ? super.getWriter() : new PrintWriter(Writer.nullWriter());
    }

    @Override
    public void flushBuffer() throws IOException {
        recordBeforeAnything();
        if (failure == null) {
            super.flushBuffer();
        }
    }

    private static final class Nowhere extends ServletOutputStream {
        @Override
        public void write(int b) {}

        @Override
        public void write(byte[] bytes, int offset, int length) {}

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException("Answers are written blocking");
        }
    }
}
