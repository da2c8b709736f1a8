package org.painbridge.server.dispensing.population;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;
import org.painbridge.dispensing.Cells;
import org.painbridge.dispensing.FoundRow;
import org.painbridge.dispensing.PassSink;
import org.painbridge.dispensing.PopulationPass;
import org.painbridge.dispensing.SortedFacts;
import org.painbridge.dispensing.parquet.DuckDb;
import org.painbridge.dispensing.parquet.FactWriter;
import org.painbridge.dispensing.parquet.Fence;
import org.painbridge.dispensing.parquet.TrendWriter;

/** The files of a run, if there is a folder for them; whole or not there. */
interface RunFiles extends PassSink, AutoCloseable {
    void facts(SortedFacts facts);

    /** Where they are now; empty text if none were wanted. */
    String finish(Cells cells);

    @Override
    void close();

    /** Of a run that was cut off, what is there is thrown away. */
    static RunFiles of(PopulationSettings settings, String run, PopulationPass pass, String basis) {
        if (settings.populationFolder().isEmpty()) {
            return new None();
        }
        try {
            return new Parquet(settings, run, pass, basis);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** No files. */
    final class None implements RunFiles {
        @Override
        public void facts(SortedFacts facts) {}

        @Override
        public String finish(Cells cells) {
            return "";
        }

        @Override
        public void found(FoundRow finding) {}

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {}

        @Override
        public void overlap(long patient, int fromDay, int toDay) {}

        @Override
        public void close() {}
    }

    /** Parquet files in a folder named after the run, by another name until they are whole. */
    final class Parquet implements RunFiles {
        private static final int THREADS = 1;

        private final Path unfinished;
        private final Path finished;
        private final DuckDb database;
        private final FactWriter facts;
        private final TrendWriter trends;

        private Parquet(PopulationSettings settings, String run, PopulationPass pass, String basis) throws IOException {
            Path folder = Path.of(settings.populationFolder());
            unfinished = folder.resolve(run + ".unfinished");
            finished = folder.resolve(run);
            delete(unfinished);
            Files.createDirectories(unfinished);
            int megabytes = Math.toIntExact(settings.populationMemory().toMegabytes());
            database = DuckDb.open(new Fence(unfinished.toAbsolutePath().toString(), THREADS, megabytes));
            facts = new FactWriter(database, pass, basis);
            trends = new TrendWriter(database, basis);
        }

        @Override
        public void facts(SortedFacts all) {
            facts.write(all);
        }

        @Override
        public void found(FoundRow finding) {
            trends.found(finding);
        }

        @Override
        public void dose(long patient, int fromDay, int toDay, long mmeMilli, boolean complete) {
            trends.dose(patient, fromDay, toDay, mmeMilli, complete);
        }

        @Override
        public void overlap(long patient, int fromDay, int toDay) {
            trends.overlap(patient, fromDay, toDay);
        }

        @Override
        public String finish(Cells cells) {
            facts.finish();
            trends.finish(cells);
            try {
                delete(finished);
                Files.move(unfinished, finished);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return finished.toString();
        }

        @Override
        public void close() {
            facts.close();
            trends.close();
            database.close();
            try {
                delete(unfinished);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static void delete(Path folder) throws IOException {
            if (!Files.exists(folder)) {
                return;
            }
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(each);
                }
            }
        }
    }
}
