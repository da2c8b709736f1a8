package org.painbridge.server.export;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.export.ExportJob.State;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.FhirStore;

/** The exports there are: begun, under way, and finished with their files. */
final class Exports {
    private final FhirStore store;
    private final ExportTable jobs;
    private final FileTable files;
    private final ExportSettings settings;

    Exports(FhirStore store, ExportTable jobs, FileTable files, ExportSettings settings) {
        this.store = store;
        this.jobs = jobs;
        this.files = files;
        this.settings = settings;
    }

    /**
     * @param patients ids of those whose resources are exported, where these are listed
     * @return the id of the export; who knows it may read the files
     * @throws RequestProblem where too many are under way
     */
    String begin(ExportDefinition definition, List<String> patients) {
        String id = UUID.randomUUID().toString();
        return store.write(transaction -> {
            transaction.lock("exports");
            if (jobs.open(transaction.connection()).size() >= settings.maxJobs()) {
                throw new RequestProblem(
                        ErrorCode.TOO_MANY_EXPORTS,
                        "",
                        settings.maxJobs() + " exports are under way, as many as this server takes"
                                + " (painbridge.export.max-jobs): try again when one has ended, or cancel one");
            }
            jobs.insert(transaction, ExportJob.begin(id, transaction.now(), definition), patients);
            return id;
        });
    }

    /** Empty for one that never was, was cancelled, or has expired. */
    Optional<ExportJob> find(String id) {
        return store.query(connection -> jobs.read(connection, id)).filter(job -> job.state() != State.CANCELLED);
    }

    List<ExportFile> files(String id) {
        return store.query(connection -> files.of(connection, id));
    }

    /** A part of a file, packed with gzip; empty where it is no longer there. */
    Optional<byte[]> chunk(String id, ExportFile file, int chunk) {
        return store.query(connection -> files.chunk(connection, id, file.number(), chunk));
    }

    /** Until when the files of a job that has ended can be fetched. */
    Instant expiry(ExportJob job) {
        return job.changed().plus(settings.keepFor());
    }

    /** Whether there was anything to cancel or to throw away. */
    boolean cancel(String id) {
        return store.write(transaction -> jobs.cancel(transaction.connection(), id));
    }

    List<String> open() {
        return store.query(jobs::open);
    }

    /** Takes away what was cancelled or has expired, file by file. */
    void removeFinished(Instant now) {
        Instant before = now.minus(settings.keepFor());
        for (String id : store.query(connection -> jobs.finished(connection, before))) {
            for (ExportFile file : files(id)) {
                store.write(transaction -> {
                    files.deleteFile(transaction.connection(), id, file.number());
                    return file;
                });
            }
            store.write(transaction -> {
                files.deleteJob(transaction.connection(), id);
                return id;
            });
        }
    }
}
