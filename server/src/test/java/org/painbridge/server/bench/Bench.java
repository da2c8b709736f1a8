package org.painbridge.server.bench;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.springframework.util.FileSystemUtils;

/** Measures PainBridge against {@link BareServer} on this machine. Options: {@link BenchOptions}. Linux only. */
final class Bench {
    private static final String ENCRYPTION =
            "--painbridge.imaging.signing.encryption-keys=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private final BenchOptions options;
    private final PrintStream out;
    /** Apart from the report, which can so be redirected into a file. */
    private final PrintStream progress;

    private final Path folder;

    private Bench(BenchOptions options, PrintStream out, PrintStream progress, Path folder) {
        this.options = options;
        this.out = out;
        this.progress = progress;
        this.folder = folder;
    }

    public static void main(String[] arguments) throws IOException, InterruptedException, SQLException {
        ((Logger) LoggerFactory.getLogger(Logger.ROOT_LOGGER_NAME)).setLevel(Level.WARN);
        BenchOptions options = BenchOptions.parse(arguments);
        Path folder = options.jar().toAbsolutePath().resolveSibling("bench");
        FileSystemUtils.deleteRecursively(folder);
        Files.createDirectory(folder);
        new Bench(options, System.out, System.err, folder).run();
    }

    private void run() throws IOException, InterruptedException, SQLException {
        Path app = extract();
        if (options.readiness()) {
            out.println(new Readiness(app, folder).measure());
        }
        try (Database database = Database.start(folder)) {
            database.create("painbridge");
            database.create("bare");
            int port = JvmProcess.freePort();
            int barePort = JvmProcess.freePort();
            String url = "--spring.datasource.url=" + database.url("painbridge");
            String classPath = System.getProperty("java.class.path");
            try (JvmProcess server = JvmProcess.start(
                            folder,
                            "painbridge",
                            "-jar",
                            app.toString(),
                            Readiness.OPEN,
                            "--server.port=" + port,
                            ENCRYPTION,
                            url);
                    JvmProcess bareServer = JvmProcess.start(
                            folder,
                            "bare",
                            "-cp",
                            absolute(classPath),
                            BareServer.class.getName(),
                            Integer.toString(barePort),
                            database.url("bare"),
                            Boolean.toString(options.trail()))) {
                server.awaitAnswer(port, "/fhir/Patient?name=nobody");
                if (options.works().contains(Work.VALIDATE)) {
                    out.println(firstValidations(port));
                }
                bareServer.awaitAnswer(
                        barePort, "/fhir/MedicationDispense?patient=x&whenhandedover=ge2025-01-01&_count=1");
                Target painBridge = new Target("PainBridge", server.pid(), port);
                Target bare = new Target("bare", bareServer.pid(), barePort);
                measure(database, painBridge, bare);
            }
        }
    }

    private void measure(Database database, Target painBridge, Target bare)
            throws IOException, InterruptedException, SQLException {
        Workload workload = new Workload(options.patients());
        for (Target target : List.of(painBridge, bare)) {
            progress.println("storing the patients in " + target.name());
            target.load(workload);
            if (target == painBridge && options.works().stream().anyMatch(Work::ofCarePlans)) {
                target.loadPlans(workload);
            }
            if (target == painBridge && options.works().stream().anyMatch(Work::ofNms)) {
                target.loadNms(workload);
            }
        }
        database.settle("painbridge");
        database.settle("bare");
        for (Target target : List.of(painBridge, bare)) {
            target.check(Work.checked(options.works(), target == painBridge));
        }
        Meter meter = new Meter(database.pid());
        Report report = new Report();
        out.println("Load average before: " + meter.loadAverage());
        for (Work work : options.works()) {
            progress.println("warming up: " + work.label);
            meter.measure(work, painBridge, options.warmUp());
            Work other = work.compared() ? work : work.otherwise();
            Target there = work.compared() ? bare : painBridge;
            if (other != null) {
                meter.measure(other, there, options.warmUp());
            }
            for (int round = 0; round < options.rounds(); round++) {
                Sample ours = meter.measure(work, painBridge, options.stretch());
                if (other != null) {
                    Sample theirs = meter.measure(other, there, options.stretch());
                    report.add(work, ours, theirs);
                    progress.println(
                            work.label + ": " + Math.round(ours.rate()) + " against " + Math.round(theirs.rate()));
                } else {
                    report.add(work, ours);
                    progress.println(work.label + ": " + Math.round(ours.rate()));
                }
            }
        }
        out.println("Load average after: " + meter.loadAverage());
        out.printf(
                "Resident after load, MB: PainBridge %.0f, bare %.0f%n%n",
                meter.residentMegabytes(painBridge), meter.residentMegabytes(bare));
        out.println(report.markdown());
    }

    /** The first call of a server that has just become ready waits until the definitions are read. */
    private static String firstValidations(int port) throws IOException {
        byte[] request = Work.post(
                port, "/fhir/ServiceRequest/$validate", new Workload(1).imagingOrder(new java.util.Random(1)));
        double[] millis = new double[2];
        try (RawConnection connection = new RawConnection(port)) {
            for (int call = 0; call < millis.length; call++) {
                long start = System.nanoTime();
                connection.exchange(request);
                millis[call] = (System.nanoTime() - start) / 1e6;
            }
        }
        return String.format(
                Locale.ROOT,
                "$validate right after the start, ms: first call %.0f, second %.1f; 1/%.0f of it (limit 1/10)",
                millis[0],
                millis[1],
                millis[0] / millis[1]);
    }

    /** Unpacks the jar, so that the JVM need not look into jars within a jar at each start. */
    private Path extract() throws IOException, InterruptedException {
        Path app = folder.resolve("app");
        String jar = options.jar().toAbsolutePath().toString();
        try (JvmProcess extraction = JvmProcess.start(
                folder, "extract", "-Djarmode=tools", "-jar", jar, "extract", "--destination", app.toString())) {
            extraction.awaitEnd();
        }
        return app.resolve(options.jar().getFileName());
    }

    private static String absolute(String classPath) {
        StringBuilder absolute = new StringBuilder();
        for (String entry : classPath.split(java.io.File.pathSeparator)) {
            absolute.append(absolute.isEmpty() ? "" : java.io.File.pathSeparator)
                    .append(Path.of(entry).toAbsolutePath());
        }
        return absolute.toString();
    }
}
