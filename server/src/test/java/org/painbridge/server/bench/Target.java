package org.painbridge.server.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A running program under load, with the requests that go to it. */
final class Target {
    private static final Pattern LOCATION = Pattern.compile("\"location\":\"MedicationDispense/([A-Za-z0-9.-]+)");
    private static final Pattern PLAN = Pattern.compile("\"(CarePlan/[A-Za-z0-9.-]+)/_history");
    private static final int READ_IDS = 8192;
    private static final int LONG_PLANS = 64;

    private final String name;
    private final long pid;
    private final int port;
    private final Map<Work, Requests> requests = new EnumMap<>(Work.class);

    Target(String name, long pid, int port) {
        this.name = name;
        this.pid = pid;
        this.port = port;
    }

    String name() {
        return name;
    }

    long pid() {
        return pid;
    }

    int port() {
        return port;
    }

    /** They go on where an earlier stretch has ended. */
    Requests requests(Work work) {
        return requests.get(work);
    }

    /** Stores people and dispenses through the API, and prepares the requests. */
    void load(Workload workload) throws IOException {
        List<String> ids = new ArrayList<>();
        try (RawConnection connection = new RawConnection(port)) {
            for (String bundle : workload.people()) {
                send(connection, bundle);
            }
            for (String bundle : workload.history()) {
                Matcher location = LOCATION.matcher(send(connection, bundle));
                while (location.find()) {
                    ids.add(location.group(1));
                }
            }
        }
        Collections.shuffle(ids, new Random(1));
        List<String> some = ids.subList(0, Math.min(READ_IDS, ids.size()));
        for (Work work : Work.values()) {
            if (!work.ofCarePlans() && !work.ofNms()) {
                requests.put(work, new Requests(work.requests(workload, port, some)));
            }
        }
    }

    /** The same for work on care plans. */
    void loadPlans(Workload workload) throws IOException {
        List<String> plans = new ArrayList<>();
        try (RawConnection connection = new RawConnection(port)) {
            for (String bundle : PlanWorkload.people()) {
                send(connection, bundle);
            }
            for (int i = 0; i < LONG_PLANS; i++) {
                int status = connection.exchange(Work.post(port, "/fhir/CarePlan/$push", PlanWorkload.longPush(i)));
                Matcher plan = PLAN.matcher(connection.body());
                if (status != 200 || !plan.find()) {
                    throw new IllegalStateException(
                            name + " refuses a push, " + status + ": " + connection.bodyStart());
                }
                plans.add(plan.group(1));
            }
        }
        for (Work work : Work.values()) {
            if (work.ofCarePlans()) {
                requests.put(work, new Requests(work.requests(workload, port, plans)));
            }
        }
    }

    /** The same for what pharmacies submit and ask. */
    void loadNms(Workload workload) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            for (String batch : NmsWorkload.history(Workload.today())) {
                int status = connection.exchange(Work.post(port, "/fhir/MedicationDispense/$nms-submit", batch));
                String body = connection.body();
                if (status != 200 || body.contains("\"valueCode\":\"rejected\"")) {
                    throw new IllegalStateException(name + " refuses a batch, " + status + ": " + body);
                }
            }
        }
        for (Work work : Work.values()) {
            if (work.ofNms()) {
                requests.put(work, new Requests(work.requests(workload, port, List.of())));
            }
        }
    }

    /** One answer of each kind, looked into: what is fast must be right first. */
    void check(List<Work> works) throws IOException {
        try (RawConnection connection = new RawConnection(port)) {
            for (Work work : works) {
                for (int turn = 0; turn < work.turns(); turn++) {
                    int status = connection.exchange(requests.get(work).next());
                    check(work, status, connection);
                }
            }
        }
    }

    private void check(Work work, int status, RawConnection connection) {
        String body = connection.body();
        int found = switch (work) {
            case CREATE, CREATE_LATE, READ -> count(body, "\"daysSupply\"");
            case BUNDLE -> count(body, "\"location\"");
            case SEARCH -> count(body, "\"daysSupply\"");
            case VALIDATE -> count(body, "\"warning\"");
            case ASSESS, ASSESS_HALF, DECIDE -> count(body, "\"url\":\"rating\"");
            case HOOK, HOOK_HALF -> count(body, "\"overrideReasons\"");
            case PUSH, PUSH_PACED, PUSH_AGAIN -> count(body, "\"name\":\"task\"");
            case LIVING_VIEW -> count(body, "\"resourceType\":\"Goal\"") / PlanWorkload.LONG_GOALS;
            case CAREPLAN_INCLUDE, CAREPLAN_ALONE ->
                count(body, "\"resourceType\":\"CarePlan\"")
                        + count(body, "\"resourceType\":\"Goal\"") / PlanWorkload.LONG_GOALS;
            case INBOX -> count(body, "\"resourceType\":\"Task\"") / 20;
            case SUBMIT, SUBMIT_PACED, SUBMIT_BURST, SUBMIT_BATCH -> count(body, "\"valueCode\":\"accepted\"");
            case INQUIRY, INQUIRY_PACED -> count(body, "\"daysSupply\"") / 17;
        };
        int wanted = work == Work.SEARCH ? Workload.PAGE : work.units;
        if (status != work.expectedStatus || found != wanted) {
            throw new IllegalStateException(name + " answers " + work.label + " with " + status + " and " + found
                    + " resources, not " + wanted + ": " + connection.bodyStart());
        }
    }

    private String send(RawConnection connection, String bundle) throws IOException {
        int status = connection.exchange(Work.post(port, "/fhir", bundle));
        if (status != 200) {
            throw new IllegalStateException(name + " refuses a transaction, " + status + ": " + connection.bodyStart());
        }
        return connection.body();
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }
}
