package org.painbridge.server.bench;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A program in a JVM of its own, with the memory settings of server/run.sh. It ends when this one does. */
public final class JvmProcess implements Closeable {
    private static final List<String> MEMORY = List.of(
            "-Xmx512m", "-XX:+UseSerialGC", "-XX:+IgnoreUnrecognizedVMOptions", "-XX:TrimNativeHeapInterval=10000");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path log;
    private final long started = System.nanoTime();
    private final Thread atExit;

    private JvmProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        this.atExit = new Thread(process::destroyForcibly);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** @param arguments of {@code java} behind the memory settings; the folder must exist */
    public static JvmProcess start(Path folder, String name, String... arguments) throws IOException {
        Path log = folder.resolve(name + ".log");
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(MEMORY);
        command.addAll(Arrays.asList(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().putIfAbsent("MALLOC_ARENA_MAX", "2");
        return new JvmProcess(
                builder.redirectErrorStream(true).redirectOutput(log.toFile()).start(), log);
    }

    public static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    long pid() {
        return process.pid();
    }

    /** Asks until the answer is 200. Returns the time since the process was started. */
    public Duration awaitAnswer(int port, String path) throws InterruptedException {
        byte[] request = Work.get(port, path);
        while (System.nanoTime() - started < PATIENCE.toNanos()) {
            if (!process.isAlive()) {
                throw new IllegalStateException("The program ended by itself, see " + log);
            }
            if (answers(port, request)) {
                return Duration.ofNanos(System.nanoTime() - started);
            }
            Thread.sleep(10);
        }
        throw new IllegalStateException("No answer 200 to " + path + " in " + PATIENCE + ", see " + log);
    }

    /** Waits for a program that ends by itself. */
    public void awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new IllegalStateException("The program did not end well, see " + log);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(20, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private static boolean answers(int port, byte[] request) {
        try (RawConnection connection = new RawConnection(port)) {
            return connection.exchange(request) == 200;
        } catch (IOException e) {
            return false; // It does not listen yet.
        }
    }
}
