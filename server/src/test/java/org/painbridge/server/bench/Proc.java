package org.painbridge.server.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What Linux says about processes, in /proc. CPU is in seconds since the process, or the machine, started. */
final class Proc {
    private static final Path ROOT = Path.of("/proc");
    private static final double TICKS = 100; // USER_HZ, fixed by the kernel's interface.

    /** Fields of a stat line behind the name, counted as in proc(5) from state = 3. */
    private record Stat(String name, String[] fields) {
        long field(int number) {
            return Long.parseLong(fields[number - 3]);
        }

        double own() {
            return (field(14) + field(15)) / TICKS;
        }

        double reaped() {
            return (field(16) + field(17)) / TICKS;
        }
    }

    double cpu(long pid) {
        return stat(ROOT.resolve(pid + "/stat")).own();
    }

    /** The process with its children, those included that have ended. */
    double cpuWithChildren(long pid) {
        Stat parent = stat(ROOT.resolve(pid + "/stat"));
        double sum = parent.own() + parent.reaped();
        for (Path process : list(ROOT, "[0-9]*")) {
            try {
                Stat child = stat(process.resolve("stat"));
                sum += child.field(4) == pid ? child.own() : 0;
            } catch (UncheckedIOException e) {
                continue; // It ended meanwhile: its parent counts it.
            }
        }
        return sum;
    }

    /** Compiler threads, and the VM thread, which does the work of the serial collector. */
    double jitAndGc(long pid) {
        double sum = 0;
        for (Path thread : list(ROOT.resolve(pid + "/task"), "*")) {
            Stat stat = stat(thread.resolve("stat"));
            boolean counts = stat.name().startsWith("C1 Comp")
                    || stat.name().startsWith("C2 Comp")
                    || stat.name().equals("VM Thread");
            sum += counts ? stat.own() : 0;
        }
        return sum;
    }

    double residentMegabytes(long pid) {
        String line = lines(ROOT.resolve(pid + "/status")).stream()
                .filter(l -> l.startsWith("VmRSS:"))
                .findFirst()
                .orElseThrow();
        return Double.parseDouble(line.replaceAll("\\D", "")) / 1024;
    }

    /** CPU of everything on the machine: user, nice, system, interrupts. */
    double machine() {
        String[] fields = lines(ROOT.resolve("stat")).getFirst().split(" +");
        long sum = 0;
        for (int i : new int[] {1, 2, 3, 6, 7}) {
            sum += Long.parseLong(fields[i]);
        }
        return sum / TICKS;
    }

    String loadAverage() {
        return lines(ROOT.resolve("loadavg")).getFirst();
    }

    private static Stat stat(Path file) {
        String line = lines(file).getFirst();
        int close = line.lastIndexOf(')');
        return new Stat(
                line.substring(line.indexOf('(') + 1, close),
                line.substring(close + 2).split(" "));
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> list(Path folder, String glob) {
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(folder, glob)) {
            List<Path> all = new java.util.ArrayList<>();
            entries.forEach(all::add);
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
