package org.painbridge.server.imaging.backtest;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import jakarta.servlet.http.HttpServletResponse;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementRestComponent;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.LaterAnswer;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.imaging.Guidelines;
import org.painbridge.server.store.FhirStore;

/** What would other rules have said? docs/operations/imaging-backtest.md. */
public final class BacktestProvider implements CapabilityOperations {
    private static final List<String> NAMES = List.of("baseline", "candidate", "cases", "periodEnd", "periodStart");

    private final FhirStore store;
    private final BacktestTable table;
    private final BacktestRunner runner;
    private final Guidelines guidelines;

    BacktestProvider(FhirStore store, BacktestTable table, BacktestRunner runner, Guidelines guidelines) {
        this.store = store;
        this.table = table;
        this.runner = runner;
        this.guidelines = guidelines;
    }

    @Operation(
            name = "$imaging-backtest",
            typeName = "PlanDefinition",
            manualResponse = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/imaging-backtest")
    public void begin(
            @ResourceParam @Nullable IBaseResource body, RequestDetails request, HttpServletResponse response) {
        OperationParameters sent = OperationParameters.of("$imaging-backtest", NAMES, request, body);
        LaterAnswer later = new LaterAnswer(request, "A back-test");
        later.requireLater();
        BacktestDefinition asked = definition(sent);
        String id = UUID.randomUUID().toString();
        store.write(transaction -> {
            table.insert(transaction, id, asked);
            return id;
        });
        runner.wake();
        later.accepted(BacktestController.PATH + id, response);
    }

    @Override
    public void describe(CapabilityStatementRestComponent rest) {
        CapabilityOperations.answeredLater(rest, "imaging-backtest");
    }

    private BacktestDefinition definition(OperationParameters sent) {
        List<String> cases = sent.one("cases").stream()
                .flatMap(String::lines)
                .filter(line -> !line.isBlank())
                .toList();
        checkCases(cases);
        int from = cases.isEmpty() ? month(sent, "periodStart") : 0;
        int until = cases.isEmpty() ? month(sent, "periodEnd") : 0;
        if (until < from) {
            throw OperationParameters.problem("periodEnd", "periodEnd is not before periodStart");
        }
        return new BacktestDefinition(pack(sent, "baseline"), pack(sent, "candidate"), from, until, cases);
    }

    private static void checkCases(List<String> cases) {
        try {
            new SentCohort(cases).groups(group -> {});
        } catch (IllegalArgumentException e) {
            throw OperationParameters.problem("cases", String.valueOf(e.getMessage()));
        }
    }

    private String pack(OperationParameters sent, String name) {
        String pack = sent.one(name).orElseThrow(() -> OperationParameters.problem(name, "Send the parameter " + name));
        return guidelines.named(pack, name).rules().ref().versioned();
    }

    private static int month(OperationParameters sent, String name) {
        try {
            LocalDate day = LocalDate.parse(
                    sent.one(name).orElseThrow(() -> OperationParameters.problem(name, "Send " + name + ", or cases")));
            return day.getYear() * 100 + day.getMonthValue();
        } catch (DateTimeException e) {
            throw OperationParameters.problem(name, name + " is a whole date such as 2026-11-01");
        }
    }
}
