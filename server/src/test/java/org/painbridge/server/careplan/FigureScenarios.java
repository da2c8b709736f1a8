package org.painbridge.server.careplan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.painbridge.server.AnswerAssert.assertThat;
import static org.painbridge.server.careplan.PushedPlan.choice;
import static org.painbridge.server.careplan.PushedPlan.code;
import static org.painbridge.server.careplan.PushedPlan.to;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.painbridge.server.Answer;
import org.painbridge.server.ServerScenarios;
import org.painbridge.server.careplan.figures.FigureTable;
import org.painbridge.server.careplan.figures.FigureTable.Asked;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.annotation.Autowired;

abstract class FigureScenarios extends ServerScenarios {
    private static final long HOUR = 3_600_000;

    @Autowired
    private FhirStore store;

    private final String organization = "figures-" + unique();

    @Test
    void whatBecomesOfPlansIsCountedFromTheirTasks() {
        String id = unique();
        PushedPlan plan = new PushedPlan(http(), id);
        List<String> activities = plan.activities();
        plan.call(
                "$respond",
                "fp",
                to("task", plan.review()),
                code("decision", "accept-some"),
                choice(activities.get(0), "accept", "Yes"),
                choice(activities.get(1), "decline", "No"));

        Map<String, Integer> rows = store.query(connection -> {
            Map<String, Integer> found = new TreeMap<>();
            String sql =
                    "select decision, 1 from careplan_review where organization = ? and acknowledged is not null and decided <= due"
                            + " union all select state, 1 from careplan_activity where organization = ?";
            try (var statement = connection.prepareStatement(sql)) {
                statement.setString(1, "fp-org-" + id);
                statement.setString(2, "fp-org-" + id);
                try (var all = statement.executeQuery()) {
                    while (all.next()) {
                        found.merge(all.getString(1), all.getInt(2), Integer::sum);
                    }
                }
            }
            return found;
        });

        assertThat(rows).containsEntry("accepted", 2).containsEntry("rejected", 1);
    }

    @Test
    void whatWasStoredBeforeThereWereFiguresCountsAfterAReindex() {
        String id = unique();
        PushedPlan plan = new PushedPlan(http(), id);
        plan.call("$acknowledge", "fp", to("task", plan.review()));
        plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept"));
        List<String> before = figures("fp-org-" + id);
        store.write(transaction -> {
            for (String table : List.of("careplan_review", "careplan_activity")) {
                try (var statement =
                        transaction.connection().prepareStatement("delete from " + table + " where organization = ?")) {
                    statement.setString(1, "fp-org-" + id);
                    statement.executeUpdate();
                }
            }
            return null;
        });
        assertThat(figures("fp-org-" + id)).isEmpty();

        assertThat(
                        http().post(
                                        "$reindex",
                                        "{\"resourceType\":\"Parameters\",\"parameter\":[{\"name\":\"type\",\"valueCode\":\"Task\"}]}"))
                .hasStatus(200);

        assertThat(before).hasSize(3);
        assertThat(figures("fp-org-" + id)).isEqualTo(before);
    }

    @Test
    void aReviewThatCameFromAnotherServerCountsByWhatItSays() {
        String id = unique();
        http().put(
                        "Organization/" + id,
                        "{\"resourceType\":\"Organization\",\"id\":\"" + id + "\",\"name\":\"Example\"}");
        String task = """
                {"resourceType":"Task","status":"%s","intent":"order","authoredOn":"2001-05-01T12:00:00Z",
                 "code":{"coding":[{"system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"review-care-plan"}]},
                 "owner":{"reference":"Organization/%s"}%s}""";
        String received = ",\"executionPeriod\":{\"start\":\"2001-05-01T18:00:00Z\"}";
        String answered = ",\"lastModified\":\"2001-05-03T12:00:00Z\"";

        assertThat(http().post("Task", task.formatted("rejected", id, received + answered)))
                .hasStatus(201);
        assertThat(http().post("Task", task.formatted("completed", id, received + answered)))
                .hasStatus(201);

        long asked = at("2001-05-01");
        assertThat(figures(id))
                .containsExactly(asked + " " + (asked + 6 * HOUR) + " " + at("2001-05-03") + " rejected");
    }

    @Test
    void aReviewThatDoesNotSayHowFarItIsIsNeitherSeenNorDecided() {
        String id = unique();
        http().put(
                        "Organization/" + id,
                        "{\"resourceType\":\"Organization\",\"id\":\"" + id + "\",\"name\":\"Example\"}");
        String task = """
                {"resourceType":"Task","id":"%1$s","intent":"order","authoredOn":"2001-05-01T12:00:00Z","description":"%2$s",
                 "code":{"coding":[{"system":"https://painbridge.example/fhir/CodeSystem/task-code","code":"review-care-plan"}]},
                 "owner":{"reference":"Organization/%1$s"}}""";

        assertThat(http().put("Task/" + id, task.formatted(id, "One"))).hasStatus(201);
        assertThat(http().put("Task/" + id, task.formatted(id, "Two"))).hasStatus(200);

        assertThat(figures(id))
                .singleElement()
                .satisfies(row -> assertThat(row.strip()).isEqualTo(String.valueOf(at("2001-05-01"))));
    }

    private List<String> figures(String owner) {
        return database().sql("""
                        select concat(pushed, ' ', acknowledged, ' ', decided, ' ', decision) from careplan_review
                         where organization = :owner
                        union all select concat(asked, ' ', state) from careplan_activity where organization = :owner
                        order by 1""").param("owner", owner).query(String.class).list();
    }

    @Test
    void mediansAreOfThePeriodAndTheOrganization() {
        http().put(
                        "Organization/" + organization,
                        "{\"resourceType\":\"Organization\",\"id\":\"" + organization + "\",\"name\":\"Example\"}");
        store.write(transaction -> {
            FigureTable table = new FigureTable();
            for (int i = 1; i <= 7; i++) {
                String task = organization + "-" + i;
                long pushed = at("2001-03-10") + i;
                table.add(
                        transaction,
                        new Asked(
                                task,
                                organization,
                                organization,
                                "referral-" + task,
                                pushed - 24 * HOUR * i,
                                pushed,
                                pushed + HOUR));
                transaction.flush();
                table.acknowledged(transaction.connection(), task, pushed + HOUR * i);
                table.acknowledged(transaction.connection(), task, pushed + HOUR * 99);
                if (i > 1) {
                    table.decided(transaction.connection(), task, "accepted", pushed + 48 * HOUR);
                }
            }
            table.add(
                    transaction,
                    new Asked(organization + "-later", organization, null, null, null, at("2001-04-01"), null));
            return null;
        });

        JsonNode report = evaluate("2001-03-01", "2001-03-31").json();
        String csv = http().get(path("2001-03-01", "2001-03-31"), "Accept", "text/csv")
                .text();

        assertThat(report.path("resourceType").asText()).isEqualTo("MeasureReport");
        assertThat(group(report, "push-to-acknowledgement")
                        .at("/measureScore/value")
                        .asDouble())
                .isEqualTo(4.0);
        assertThat(group(report, "referral-to-plan").at("/measureScore/value").asDouble())
                .isEqualTo(4.0);
        assertThat(group(report, "push-to-decision").has("measureScore")).isFalse(); // Six of seven tell of the one.
        assertThat(csv)
                .startsWith("period_start,")
                .contains("2001-03-01,2001-03-31," + organization + ",push-to-acknowledgement,7,7,4.0,h");
    }

    /** As many plans as are told of, each sent two days before it is seen, upon a referral three days older. */
    @Test
    void plansFromReferralToTheLastActivityAreInTheReport() {
        String people = unique();
        for (int i = 0; i < 6; i++) {
            walk(people, i);
        }

        LocalDate today = LocalDate.now(ZoneOffset.UTC);
        String practice = figures("fp-org-" + people, today);
        String clinic = figures("spec-org-" + people, today);

        assertThat(practice)
                .contains(
                        ",push-to-acknowledgement,6,6,48.0,h",
                        ",push-to-decision,6,6,2.0,d",
                        ",answered-in-time,6,6,100.0,%",
                        ",plans-accepted,6,6,100.0,%",
                        ",activities-accepted,12,12,100.0,%",
                        ",activities-declined,0,12,0.0,%",
                        ",activities-done,12,12,100.0,%");
        assertThat(clinic).contains(",referral-to-plan,6,6,3.0,d");
    }

    private void walk(String people, int number) {
        String referral = "ServiceRequest/referral-" + number + "-" + people;
        new PlanToPush(people).storePeople(http());
        assertThat(http().put(referral, """
                {"resourceType":"ServiceRequest","id":"%s","status":"active","intent":"order","code":{"text":"Pain clinic"},
                 "authoredOn":"%s","subject":{"reference":"Patient/pat-%s"}}""".formatted(
                                referral.split("/")[1], Instant.now().minus(5, ChronoUnit.DAYS), people)))
                .hasStatus(201);
        PushedPlan plan = new PushedPlan(http(), new PlanToPush(people, number + "-" + people, "", referral));
        database()
                .sql("update careplan_review set pushed = pushed - ? where task_id = ?")
                .params(48 * HOUR, plan.review().split("/")[1])
                .update();
        assertThat(plan.call("$acknowledge", "fp", to("task", plan.review()))).hasStatus(200);
        assertThat(plan.call("$respond", "fp", to("task", plan.review()), code("decision", "accept")))
                .hasStatus(200);
        for (String activity : plan.activities()) {
            for (String status : List.of("in-progress", "completed")) {
                assertThat(plan.call("$update-progress", "fp", to("activity", activity), code("status", status)))
                        .hasStatus(200);
            }
        }
    }

    private String figures(String reporter, LocalDate today) {
        String path =
                "Measure/care-plan-exchange/$evaluate-measure?subject=Organization/%s&periodStart=%s&periodEnd=%s";
        return http().get(path.formatted(reporter, today.minusDays(4), today.plusDays(1)), "Accept", "text/csv")
                .text();
    }

    @Test
    void whatIsNotAskedForRightIsRefused() {
        assertThat(evaluate("2001-03-31", "2001-03-01")).isRefused(400, "invalid-parameter");
        assertThat(evaluate("March", "2001-03-01")).isRefused(400, "invalid-parameter");
        assertThat(evaluate("2001-03-01", "2001-03-02")).isRefused(404, "not-found");
        assertThat(http().get("Measure/care-plan-exchange/$evaluate-measure")).isRefused(400, "invalid-parameter");
        assertThat(
                        http().get(
                                        "Measure/care-plan-exchange/$evaluate-measure?periodStart=2001-03-01&periodEnd=2001-03-02&subject=Patient/1"))
                .isRefused(400, "invalid-parameter");
        assertThat(http().get("Measure/another/$evaluate-measure?periodStart=2001-03-01&periodEnd=2001-03-02"))
                .isRefused(404, "not-found");
        assertThat(http().get("Measure/care-plan-exchange")).hasStatus(200);
    }

    private Answer evaluate(String from, String to) {
        return http().get(path(from, to));
    }

    private String path(String from, String to) {
        return "Measure/care-plan-exchange/$evaluate-measure?subject=Organization/" + organization + "&periodStart="
                + from + "&periodEnd=" + to;
    }

    private static JsonNode group(JsonNode report, String id) {
        for (JsonNode group : report.path("group")) {
            if (group.path("id").asText().equals(id)) {
                return group;
            }
        }
        throw new AssertionError("No " + id + " in " + report);
    }

    private static long at(String day) {
        return LocalDate.parse(day).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli() + 12 * HOUR;
    }
}
