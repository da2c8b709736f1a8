package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.context.FhirContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Bundle;
import org.hl7.fhir.r4.model.MedicationDispense;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.fhirserver.RequestProblem;
import org.painbridge.server.store.ClosestName;

/**
 * What was sent to {@code $nms-submit} or {@code $nms-dur}.
 *
 * @param wrong why, by the place of the line from 1, where an entry of several is no dispense: an empty one stands in its place
 * @param batch whether each line is answered by itself
 */
record SubmitRequest(List<Line> lines, Map<Integer, RequestProblem> wrong, boolean batch) {
    private static final String DISPENSE = "dispense";
    private static final String BATCH = "batch";
    private static final List<String> NAMES = List.of(BATCH, DISPENSE);

    /** @throws RequestProblem if that is no submission */
    static SubmitRequest of(String operation, @Nullable IBaseResource body, FhirContext context) {
        Parameters parameters = CapabilityOperations.parameters(body);
        List<MedicationDispense> dispenses = new ArrayList<>();
        Map<Integer, RequestProblem> wrong = new TreeMap<>();
        boolean batch = false;
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            String name = String.valueOf(parameter.getName());
            if (!NAMES.contains(name)) {
                throw OperationParameters.problem(
                        name,
                        operation + " has no parameter " + name + "."
                                + ClosestName.didYouMean(name, NAMES) + " There are "
                                + String.join(", ", NAMES));
            }
            batch |= name.equals(BATCH);
            add(name, parameter.getResource(), dispenses, wrong);
        }
        if (dispenses.isEmpty()) {
            throw OperationParameters.problem(
                    DISPENSE,
                    "Send a MedicationDispense as resource of the parameter dispense, or a Bundle of such as batch");
        }
        if (wrong.size() == dispenses.size()) {
            throw wrong.values().iterator().next();
        }
        List<Line> lines = new ArrayList<>();
        for (MedicationDispense dispense : dispenses) {
            lines.add(new Line(lines.size() + 1, dispense, SubmittedContent.of(dispense, context)));
        }
        return new SubmitRequest(List.copyOf(lines), Map.copyOf(wrong), batch || lines.size() > 1);
    }

    static RequestProblem one(String operation) {
        return OperationParameters.problem(DISPENSE, operation + " looks at one dispense at a time");
    }

    private static void add(
            String name,
            @Nullable Resource resource,
            List<MedicationDispense> dispenses,
            Map<Integer, RequestProblem> wrong) {
        if (name.equals(DISPENSE) && resource instanceof MedicationDispense dispense) {
            dispenses.add(dispense);
        } else if (name.equals(BATCH) && resource instanceof Bundle bundle) {
            for (int i = 0; i < bundle.getEntry().size(); i++) {
                if (bundle.getEntry().get(i).getResource() instanceof MedicationDispense dispense) {
                    dispenses.add(dispense);
                } else {
                    dispenses.add(new MedicationDispense());
                    wrong.put(dispenses.size(), noDispense(i));
                }
            }
        } else {
            throw OperationParameters.problem(
                    name, name.equals(DISPENSE) ? "dispense is a MedicationDispense" : "batch is a Bundle");
        }
    }

    private static RequestProblem noDispense(int index) {
        return new RequestProblem(
                ErrorCode.INVALID_PARAMETER,
                "Parameters.parameter.where(name='batch').resource.entry[" + index + "].resource",
                "Each entry of the batch is a MedicationDispense, which contains its patient or refers to stored ones");
    }
}
