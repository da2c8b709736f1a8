package org.painbridge.careplan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.aggregator.ArgumentsAccessor;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

/** Each move, by each party, from each state: the tables in {@code test/resources/careplan/*-moves.csv} say what becomes of it. */
class MovesTest {
    @ParameterizedTest
    @CsvFileSource(resources = "/careplan/plan-moves.csv", numLinesToSkip = 1)
    void aPlanMovesAsTheTableSays(ArgumentsAccessor row) {
        PlanMove move = PlanMove.valueOf(row.getString(0));
        PlanState before = new PlanState(PlanStatus.valueOf(row.getString(1)), Agreement.AGREED);

        assertRow(row, (party, by) -> before.after(move, by).status().name());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/careplan/task-moves.csv", numLinesToSkip = 1)
    void aTaskMovesAsTheTableSays(ArgumentsAccessor row) {
        TaskMove move = TaskMove.valueOf(row.getString(0));
        TaskState before = TaskState.valueOf(row.getString(1));

        assertRow(row, (party, by) -> before.after(move, by).name());
    }

    @ParameterizedTest
    @CsvFileSource(resources = "/careplan/proposal-moves.csv", numLinesToSkip = 1)
    void aProposalMovesAsTheTableSays(ArgumentsAccessor row) {
        ProposalMove move = ProposalMove.valueOf(row.getString(0));
        TaskState before = TaskState.valueOf(row.getString(1));

        assertRow(row, (party, by) -> move.from(before, by).name());
    }

    @Test
    void theTablesHaveEachMoveFromEachState() throws Exception {
        assertThat(rows("plan-moves.csv")).hasSize(PlanMove.values().length * PlanStatus.values().length);
        assertThat(rows("task-moves.csv")).hasSize(TaskMove.values().length * TaskState.values().length);
        assertThat(rows("proposal-moves.csv")).hasSize(ProposalMove.values().length * TaskState.values().length);
    }

    @ParameterizedTest
    @CsvSource({
        "ACCEPT, AWAITING_RESPONSE, AGREED",
        "ACCEPT, AGREED, AGREED",
        "ACCEPT, PARTLY_AGREED, PARTLY_AGREED",
        "ACCEPT, DECLINED, PARTLY_AGREED",
        "ACCEPT, CHANGE_REQUESTED, AGREED",
        "ACCEPT, RE_REVIEW, AGREED",
        "ACCEPT_SOME, AWAITING_RESPONSE, PARTLY_AGREED",
        "ACCEPT_SOME, AGREED, PARTLY_AGREED",
        "DECLINE, AWAITING_RESPONSE, DECLINED",
        "DECLINE, AGREED, PARTLY_AGREED",
        "DECLINE, PARTLY_AGREED, PARTLY_AGREED",
        "DECLINE, RE_REVIEW, DECLINED",
        "REQUEST_CHANGE, AWAITING_RESPONSE, CHANGE_REQUESTED",
        "AMEND_MATERIALLY, AGREED, RE_REVIEW",
        "AMEND, AGREED, AGREED",
        "HOLD, PARTLY_AGREED, PARTLY_AGREED",
        "WITHDRAW, AGREED, AGREED"
    })
    void whatIsAgreedFollowsFromTheMove(PlanMove move, Agreement before, Agreement after) {
        PlanState plan = new PlanState(PlanStatus.ACTIVE, before);

        assertThat(plan.after(move, Set.of(Party.values())).agreement()).isEqualTo(after);
    }

    @Test
    void aRefusalSaysWhoMayAndFromWhere() {
        PlanState withdrawn = new PlanState(PlanStatus.REVOKED, Agreement.AGREED);

        assertThat(outcome(() -> withdrawn.after(PlanMove.ACCEPT, Set.of(Party.REVIEWER)))
                        .getMessage())
                .isEqualTo("accept is possible while the plan is draft or active, but it is revoked.");
        assertThat(outcome(() -> withdrawn.after(PlanMove.ACCEPT, Set.of(Party.CUSTODIAN)))
                        .getMessage())
                .isEqualTo("accept is for the reviewer of the plan.");
    }

    private static Set<String> rows(String file) throws Exception {
        try (var text = MovesTest.class.getResourceAsStream("/careplan/" + file)) {
            Set<String> rows = new HashSet<>();
            new String(text.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .forEach(line -> rows.add(line.substring(0, line.indexOf(',', line.indexOf(',') + 1))));
            return rows;
        }
    }

    private static void assertRow(ArgumentsAccessor row, BiFunction<Party, Set<Party>, String> move) {
        for (Party party : Party.values()) {
            String expected = row.getString(2 + party.ordinal());

            assertThat(result(() -> move.apply(party, Set.of(party))))
                    .as("%s of %s by %s", row.getString(0), row.getString(1), party)
                    .isEqualTo(expected);
        }
    }

    private static String result(java.util.function.Supplier<String> move) {
        try {
            return move.get();
        } catch (ExchangeRefusal refusal) {
            return refusal.reason().code().replace("careplan-", "");
        }
    }

    private static ExchangeRefusal outcome(Runnable move) {
        try {
            move.run();
        } catch (ExchangeRefusal refusal) {
            return refusal;
        }
        throw new AssertionError("The move was made");
    }
}
