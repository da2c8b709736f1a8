package org.painbridge.server.bench;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The kinds of requests that are measured. The limits are those of issue 2. */
public enum Work {
    CREATE("single create", 8, 1, 201, 4.0),
    /** The hard case: in no order, and the same again and again. Not compared, so without a limit. */
    CREATE_LATE("single create, late", 8, 1, 201, 0),
    BUNDLE("resources by transaction of 100", 4, Workload.BUNDLE_SIZE, 200, 5.0),
    READ("read", 8, 1, 200, 3.0),
    SEARCH("search patient + date, 20 found", 8, 1, 200, 3.0),
    /** Of PainBridge alone; the limit is the least rate (issue 3). */
    VALIDATE("$validate of an imaging order", 8, 1, 200, 1000),
    /** Of PainBridge alone, as are its units: one rated order (issue 4). */
    HOOK("CDS Hooks order-sign, all prefetched", 8, 1, 200, 1500),
    ASSESS("$imaging-appropriateness simulated, all inline", 8, 1, 200, 1500),
    /** The same two at half of the least rate; the limit is that of p99 in milliseconds. */
    HOOK_HALF("CDS Hooks order-sign at 750 a second", 8, 1, 200, 15, 750),
    ASSESS_HALF("$imaging-appropriateness at 750 a second", 8, 1, 200, 15, 750),
    DECIDE("$imaging-appropriateness live: stored and signed", 8, 1, 200, 0),
    /** Of PainBridge alone; limits of issue 6. */
    PUSH("CarePlan/$push of 15 resources", 4, 1, 200, 120),
    PUSH_PACED("the same at 20 a second", 4, 1, 200, 120, 20),
    PUSH_AGAIN("the same push again", 8, 1, 200, 800),
    LIVING_VIEW("$living-view of a plan with 60 parts", 8, 1, 200, 400),
    /** Held against {@link #CAREPLAN_ALONE}, each request as the two searches that it spares (issue 3). */
    CAREPLAN_INCLUDE("CarePlan with _include of 16 Goals, as two searches", 8, 2, 200, 2.0),
    CAREPLAN_ALONE("searches of the CarePlan and of the Goals in turn", 8, 1, 200, 0),
    INBOX("inbox of an owner with 10,000 Tasks, 20 found", 8, 1, 200, 1000),
    /** Of PainBridge alone; limits of issue 7. */
    SUBMIT("$nms-submit of one dispense, with findings", 8, 1, 200, 0),
    SUBMIT_PACED("the same at 25 a second", 8, 1, 200, 30, 25),
    SUBMIT_BURST("the same at 200 a second", 8, 1, 200, 30, 200),
    SUBMIT_BATCH("dispenses by $nms-submit of 100", 4, NmsWorkload.LINES, 200, 2000),
    INQUIRY("$nms-inquiry, 17 dispenses in 120 days", 8, 1, 200, 2000),
    INQUIRY_PACED("the same at 150 a second", 8, 1, 200, 15, 150);

    /** More than are sent in a run: what comes again would come late. */
    private static final int CREATES = 100_000;

    private static final int LATE = 4096;
    private static final int BUNDLES = 64;
    private static final int SEARCHES = 8192;
    private static final int VALIDATIONS = 1024;
    /** Each is stored once only, so there are more than are measured. */
    private static final int DECISIONS = 60_000;

    /** Enough for all stretches of a run. */
    private static final int PUSHES = 16_000;

    private static final int SUBMISSIONS = 40_000;
    /** Within the 365 days in which a dispense may still be submitted. */
    private static final int BATCHES = 2_000;

    private static final String SUBMIT_PATH = "/fhir/MedicationDispense/$nms-submit";
    private static final String PUSH_PATH = "/fhir/CarePlan/$push";

    private static final String ASSESSMENT = "/fhir/ServiceRequest/$imaging-appropriateness";

    final String label;
    final int clients;
    /** What one request counts: the resources in it. */
    final int units;

    final int expectedStatus;
    /** How many times faster the bare program may be; or calls a second, where there is no bare program for it. */
    final double limit;

    /** Requests a second, of all clients together; 0 for as many as are answered. */
    final int pace;

    Work(String label, int clients, int units, int expectedStatus, double limit) {
        this(label, clients, units, expectedStatus, limit, 0);
    }

    Work(String label, int clients, int units, int expectedStatus, double limit, int pace) {
        this.label = label;
        this.clients = clients;
        this.units = units;
        this.expectedStatus = expectedStatus;
        this.limit = limit;
        this.pace = pace;
    }

    /** Whether the bare program does it too. */
    boolean compared() {
        return this == CREATE || this == BUNDLE || this == READ || this == SEARCH;
    }

    /** The same done otherwise, by PainBridge too; null where there is no such work. */
    @Nullable
    Work otherwise() {
        return this == CAREPLAN_INCLUDE ? CAREPLAN_ALONE : null;
    }

    /** What the answers of a program are looked into for, with what is measured against it. */
    static List<Work> checked(List<Work> works, boolean painBridge) {
        return works.stream()
                .filter(work -> painBridge || work.compared())
                .flatMap(work -> Stream.concat(Stream.of(work), Stream.ofNullable(work.otherwise())))
                .distinct()
                .toList();
    }

    /** How many of its requests in turn ask for different things. */
    int turns() {
        return this == CAREPLAN_ALONE ? 2 : 1;
    }

    /** Whether it wants people, plans and Tasks that are not there for the others. */
    boolean ofCarePlans() {
        return ordinal() >= PUSH.ordinal() && ordinal() <= INBOX.ordinal();
    }

    /** Whether it wants people with health numbers and their dispenses. */
    boolean ofNms() {
        return ordinal() >= SUBMIT.ordinal();
    }

    /** Requests ready to be sent over and over, the same for every target but for its port and its ids. */
    List<byte[]> requests(Workload workload, int port, List<String> dispenseIds) {
        RandomGenerator random = new java.util.Random(ordinal());
        return switch (this) {
            case CREATE -> many(CREATES, i -> post(port, "/fhir/MedicationDispense", workload.dispense(i, CREATES)));
            case CREATE_LATE -> many(LATE, i -> post(port, "/fhir/MedicationDispense", workload.lateDispense(random)));
            case BUNDLE -> many(BUNDLES, i -> post(port, "/fhir", workload.bundle(random)));
            case READ ->
                dispenseIds.stream()
                        .map(id -> get(port, "/fhir/MedicationDispense/" + id))
                        .toList();
            case VALIDATE ->
                many(VALIDATIONS, i -> post(port, "/fhir/ServiceRequest/$validate", workload.imagingOrder(random)));
            case HOOK, HOOK_HALF ->
                many(VALIDATIONS, i -> post(port, "/cds-services/imaging-appropriateness", workload.hook(random)));
            case ASSESS, ASSESS_HALF ->
                many(VALIDATIONS, i -> post(port, ASSESSMENT, workload.assessment(random, "simulate")));
            case DECIDE -> many(DECISIONS, i -> post(port, ASSESSMENT, workload.assessment(random, "live")));
            case SEARCH -> many(SEARCHES, i -> get(port, workload.search(random)));
            case PUSH, PUSH_PACED -> many(PUSHES, i -> post(port, PUSH_PATH, PlanWorkload.push(name() + i, i)));
            case PUSH_AGAIN ->
                many(VALIDATIONS, i -> post(port, PUSH_PATH, PlanWorkload.push("again" + i % 64, i % 64)));
            case LIVING_VIEW ->
                dispenseIds.stream()
                        .map(plan -> get(port, "/fhir/" + plan + "/$living-view"))
                        .toList();
            case CAREPLAN_INCLUDE ->
                dispenseIds.stream()
                        .map(plan -> get(port, PlanWorkload.plan(plan) + "&_include=CarePlan:goal"))
                        .toList();
            case CAREPLAN_ALONE ->
                IntStream.range(0, dispenseIds.size())
                        .boxed()
                        .flatMap(i -> Stream.of(PlanWorkload.plan(dispenseIds.get(i)), PlanWorkload.goals(i)))
                        .map(search -> get(port, search))
                        .toList();
            case INBOX -> many(SEARCHES, i -> get(port, PlanWorkload.inbox()));
            case SUBMIT, SUBMIT_PACED, SUBMIT_BURST ->
                many(
                        SUBMISSIONS,
                        i -> post(port, SUBMIT_PATH, NmsWorkload.submission(name(), i, SUBMISSIONS, Workload.today())));
            case SUBMIT_BATCH ->
                many(
                        BATCHES,
                        i -> post(port, SUBMIT_PATH, NmsWorkload.submissions(name(), i, BATCHES, Workload.today())));
            case INQUIRY, INQUIRY_PACED ->
                many(SEARCHES, i -> post(port, "/fhir/MedicationDispense/$nms-inquiry", NmsWorkload.inquiry(i)));
        };
    }

    public static byte[] post(int port, String path, String json) {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        String media = path.startsWith("/cds-services") ? "application/json" : "application/fhir+json";
        String head = "POST " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nContent-Type: " + media
                + "\r\nAccept: " + media + "\r\nContent-Length: " + body.length + "\r\n\r\n";
        byte[] start = head.getBytes(StandardCharsets.US_ASCII);
        byte[] request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        return request;
    }

    public static byte[] get(int port, String path) {
        String head =
                "GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1:" + port + "\r\nAccept: application/fhir+json\r\n\r\n";
        return head.getBytes(StandardCharsets.US_ASCII);
    }

    private static List<byte[]> many(int count, Function<Integer, byte[]> request) {
        Stream<byte[]> requests = IntStream.range(0, count).boxed().map(request);
        return requests.toList();
    }
}
