package org.painbridge.server.dispensing;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.InstantType;
import org.hl7.fhir.r4.model.IntegerType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.StringType;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.dispensing.RuleInfo;
import org.painbridge.dispensing.RuleKey;
import org.painbridge.server.dispensing.BudgetTable.Standing;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;

/** {@code POST [base]/$rule-budgets}: how often rules interrupt, and to let one do so again; docs/operations/rule-budgets.md. */
public final class BudgetProvider implements CapabilityOperations {
    private final RuleBudgets budgets;

    BudgetProvider(RuleBudgets budgets) {
        this.budgets = budgets;
    }

    @Operation(
            name = "$rule-budgets",
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/rule-budgets")
    public Parameters budgets(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$rule-budgets", List.of("restore"), request, body);
        sent.one("restore").ifPresent(budgets::restore);
        Parameters told = new Parameters();
        Map<RuleKey, Standing> standings = budgets.standings();
        for (RuleInfo rule : budgets.rules()) {
            ParametersParameterComponent part = told.addParameter().setName("rule");
            add(part, "id", new CodeType(rule.key().id()));
            add(part, "version", new StringType(rule.key().version()));
            add(part, "budget", new IntegerType(rule.alerting().budget()));
            Standing standing = standings.get(rule.key());
            if (standing != null) {
                add(part, standing);
            }
        }
        return told;
    }

    private static void add(ParametersParameterComponent part, Standing standing) {
        add(part, "from", new DateType(standing.from().toString()));
        add(part, "dispenses", new IntegerType(Math.toIntExact(standing.dispenses())));
        add(part, "findings", new IntegerType(Math.toIntExact(standing.findings())));
        Instant passive = standing.passiveSince();
        if (passive != null) {
            add(part, "passiveSince", new InstantType(passive.toString()));
        }
    }

    private static void add(ParametersParameterComponent part, String name, Type value) {
        part.addPart().setName(name).setValue(value);
    }
}
