package org.painbridge.server.bench;

import java.time.Duration;

/** Runs load and reads what it cost. */
final class Meter {
    private final Proc proc = new Proc();
    private final LoadTool tool = new LoadTool();
    private final long databasePid;

    /** CPU seconds so far. */
    private record Cpu(double server, double jitAndGc, double database, double client, double machine) {}

    Meter(long databasePid) {
        this.databasePid = databasePid;
    }

    Sample measure(Work work, Target target, Duration time) throws InterruptedException {
        Cpu before = cpu(target);
        LoadTool.Load load = tool.run(work, target.port(), target.requests(work), time);
        Cpu after = cpu(target);
        double units = (double) load.requests() * work.units;
        double server = after.server() - before.server();
        double database = after.database() - before.database();
        double client = after.client() - before.client();
        double known = server + database + client;
        return new Sample(
                units / load.seconds(),
                load.percentile(50),
                load.percentile(99),
                1000 * server / units,
                1000 * database / units,
                1000 * client / units,
                Math.max(0, (after.jitAndGc() - before.jitAndGc()) / server),
                Math.max(0, (after.machine() - before.machine() - known) / load.seconds()));
    }

    double residentMegabytes(Target target) {
        return proc.residentMegabytes(target.pid());
    }

    String loadAverage() {
        return proc.loadAverage();
    }

    private Cpu cpu(Target target) {
        return new Cpu(
                proc.cpu(target.pid()),
                proc.jitAndGc(target.pid()),
                proc.cpuWithChildren(databasePid),
                proc.cpu(ProcessHandle.current().pid()),
                proc.machine());
    }
}
