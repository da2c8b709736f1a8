package org.painbridge.server.export;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.painbridge.server.store.ExportPage;
import org.painbridge.server.store.ExportQuery;
import org.painbridge.server.store.StoreTransaction;

/**
 * One step of an export: reads a part of the resources, and writes its lines and where the next part begins in the same
 * transaction. So whoever makes the next step, here, on another node or after a restart, repeats nothing and leaves nothing out.
 */
final class ExportSteps {
    private final ExportTable jobs;
    private final FileTable files;
    private final ExportSettings settings;

    ExportSteps(ExportTable jobs, FileTable files, ExportSettings settings) {
        this.jobs = jobs;
        this.files = files;
        this.settings = settings;
    }

    /** What came of a step. */
    enum Result {
        /** The job is further, and not at its end. */
        FURTHER,
        /** Writes are under way that began before the moment to be exported; the job waits for them. */
        WAITING,
        /** The job has ended, is gone, or another node is at it. */
        NOTHING
    }

    Result step(StoreTransaction transaction, String id) throws SQLException {
        Connection connection = transaction.connection();
        ExportJob job = jobs.lock(connection, id).orElse(null);
        if (job == null || job.state() != ExportJob.State.OPEN) {
            return Result.NOTHING;
        }
        boolean fresh = job.typesDone() == 0 && job.position() == 0;
        if (fresh && transaction.othersWriteUntil(job.asOf())) {
            return Result.WAITING;
        }
        ExportPage page = transaction.export(query(job));
        ExportJob next = job.advanced(transaction.now(), page.resources().size(), page.position(), page.more());
        if (!page.resources().isEmpty() && !write(connection, job, ExportChunk.of(page.resources()))) {
            next = job.failed(
                    transaction.now(),
                    "The export is larger than " + settings.maxStored().toBytes()
                            + " bytes (painbridge.export.max-stored): export fewer types, or what was written since");
        }
        jobs.update(connection, next);
        return next.state() == ExportJob.State.OPEN ? Result.FURTHER : Result.NOTHING;
    }

    /** Ends a job that cannot go on. */
    void fail(StoreTransaction transaction, String id, String why) throws SQLException {
        ExportJob job = jobs.lock(transaction.connection(), id).orElse(null);
        if (job != null && job.state() == ExportJob.State.OPEN) {
            jobs.update(transaction.connection(), job.failed(transaction.now(), why));
        }
    }

    private ExportQuery query(ExportJob job) {
        ExportDefinition asked = job.definition();
        return new ExportQuery(
                job.type(),
                job.position(),
                job.asOf(),
                asked.since() == null ? null : Instant.ofEpochMilli(asked.since()),
                asked.patients(),
                job.id(),
                asked.filters(job.type()),
                settings.step().toBytes());
    }

    /** Whether there is room for it. */
    private boolean write(Connection connection, ExportJob job, ExportChunk chunk) throws SQLException {
        List<ExportFile> before = files.of(connection, job.id());
        long stored = before.stream().mapToLong(ExportFile::stored).sum();
        if (stored + chunk.body().length > settings.maxStored().toBytes()) {
            return false;
        }
        files.append(connection, job.id(), file(job.type(), before), chunk);
        return true;
    }

    /** The last file, where it is of the type and not full. */
    private ExportFile file(String type, List<ExportFile> files) {
        if (files.isEmpty()) {
            return ExportFile.begin(1, type);
        }
        ExportFile last = files.getLast();
        boolean fits =
                last.type().equals(type) && last.bytes() < settings.maxFile().toBytes();
        return fits ? last : ExportFile.begin(last.number() + 1, type);
    }
}
