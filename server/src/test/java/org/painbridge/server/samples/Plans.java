package org.painbridge.server.samples;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.Bundle.BundleType;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Task;

/** Pain care plans as they stand after a push, and one that is ready to be pushed. */
final class Plans {
    private static final String PUSH_SYSTEM = Fhir.PAINBRIDGE + "sid/plan-push";
    private static final String AGREEMENT = Fhir.PAINBRIDGE + "StructureDefinition/plan-agreement";

    private final People people;
    private final List<Map<String, String>> rows = new SourceTable("plans").rows();

    Plans(People people) {
        this.people = people;
    }

    List<Resource> stored() {
        List<Resource> all = new ArrayList<>();
        for (Map<String, String> row : rows) {
            if (!row.get("agreement").isEmpty()) {
                PlanParts parts = parts(row);
                CarePlan plan = parts.plan();
                plan.addExtension(AGREEMENT, new CodeType(row.get("agreement")));
                all.addAll(parts.all());
                all.addAll(tasks(row, parts));
            }
        }
        return all;
    }

    /** What a specialist's system sends to {@code CarePlan/$push}. */
    Parameters push(LocalDate today) {
        Map<String, String> row = rows.stream()
                .filter(each -> each.get("agreement").isEmpty())
                .findFirst()
                .orElseThrow();
        PlanParts parts = parts(row);
        parts.plan().setCreatedElement(new DateTimeType(today.toString()));
        Bundle bundle = new Bundle().setType(BundleType.COLLECTION).setIdentifier(pushIdentifier(row));
        bundle.setTimestamp(Date.from(today.atStartOfDay(ZoneOffset.UTC).toInstant()));
        parts.all()
                .forEach(resource -> bundle.addEntry()
                        .setFullUrl(Fhir.PAINBRIDGE + resource.fhirType() + "/" + resource.getIdPart())
                        .setResource(resource));
        Parameters parameters = new Parameters();
        parameters.addParameter().setName("bundle").setResource(bundle);
        parameters.addParameter().setName("pushIdentifier").setValue(pushIdentifier(row));
        return parameters;
    }

    private PlanParts parts(Map<String, String> row) {
        return new PlanParts(row, people.patient(row.get("patient")));
    }

    private static Identifier pushIdentifier(Map<String, String> row) {
        return Fhir.identifier(PUSH_SYSTEM, "PUSH-" + row.get("patient").toUpperCase(Locale.ROOT));
    }

    private static List<Task> tasks(Map<String, String> row, PlanParts parts) {
        PlanTasks tasks = new PlanTasks(row, pushIdentifier(row), parts);
        List<Task> all = new ArrayList<>(List.of(tasks.review()));
        if (!row.get("physiotherapy").isEmpty()) {
            all.add(tasks.activity("physio", row.get("physiotherapy"), Fhir.to(parts.physiotherapy())));
            all.add(tasks.activity("taper", row.get("taper"), Fhir.to(parts.taper())));
        }
        return all;
    }
}
