package org.painbridge.server.dispensing.nms;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.store.ClosestName;

/**
 * What was sent to {@code $pdmp-history}, in the shape of the US guide 1.0.0.
 *
 * @param inWhoseName for the audit trail: identifiers of the practitioner and of the delegate
 */
record PdmpRequest(Identifier identifier, String birthDate, String inWhoseName) {
    private static final int WHOLE_DATE = "2026-01-01".length();
    private static final String PATIENT = "patient";
    private static final String PRACTITIONER = "authorized-practitioner";
    private static final String ROLE = "authorized-practitioner-role";
    private static final String DELEGATE = "delegate-practitioner";
    private static final String PRE_STAGE = "pre-stage-only";
    private static final List<String> NAMES = List.of(
            PRACTITIONER,
            "authorized-practitioner-organization",
            ROLE,
            "delegate-organization",
            DELEGATE,
            "delegate-practitioner-role",
            PATIENT,
            PRE_STAGE);

    static PdmpRequest of(Parameters parameters) {
        Map<String, ParametersParameterComponent> sent = new HashMap<>();
        for (ParametersParameterComponent parameter : parameters.getParameter()) {
            String name = String.valueOf(parameter.getName());
            if (!NAMES.contains(name)) {
                throw OperationParameters.problem(
                        name,
                        "$pdmp-history has no parameter " + name + "."
                                + ClosestName.didYouMean(name, NAMES) + " There are "
                                + String.join(", ", NAMES));
            }
            if (sent.put(name, parameter) != null) {
                throw OperationParameters.problem(name, "Send the parameter " + name + " once");
            }
        }
        ParametersParameterComponent stage = sent.get(PRE_STAGE);
        if (stage != null && stage.getValue() instanceof BooleanType staged && staged.booleanValue()) {
            throw OperationParameters.problem(PRE_STAGE, "Nothing is staged here: leave pre-stage-only out");
        }
        Patient patient = resource(sent, PATIENT, Patient.class);
        resource(sent, ROLE, PractitionerRole.class);
        Practitioner practitioner = resource(sent, PRACTITIONER, Practitioner.class);
        Optional<Practitioner> delegate = Optional.ofNullable(sent.get(DELEGATE))
                .map(ParametersParameterComponent::getResource)
                .filter(Practitioner.class::isInstance)
                .map(Practitioner.class::cast);
        return new PdmpRequest(
                identifier(patient),
                Optional.ofNullable(patient.getBirthDateElement().getValueAsString())
                        .filter(date -> date.length() == WHOLE_DATE)
                        .orElseThrow(() -> OperationParameters.problem(
                                PATIENT, "The patient has a whole birth date; number and birth date have to fit")),
                Stream.concat(
                                named(PRACTITIONER, practitioner),
                                delegate.stream().flatMap(each -> named(DELEGATE, each)))
                        .collect(Collectors.joining("&")));
    }

    private static Identifier identifier(Patient patient) {
        return patient.getIdentifier().stream()
                .filter(each -> each.hasSystem() && each.getValueElement().hasValue())
                .findFirst()
                .orElseThrow(() -> OperationParameters.problem(
                        PATIENT, "The patient has an identifier with system and value, and a birth date"));
    }

    private static Stream<String> named(String name, Practitioner practitioner) {
        return practitioner.getIdentifier().stream()
                .filter(each -> each.hasSystem() && each.getValueElement().hasValue())
                .limit(1)
                .map(each -> name + "=" + each.getSystem() + "|" + each.getValue());
    }

    private static <T extends Resource> T resource(
            Map<String, ParametersParameterComponent> sent, String name, Class<T> type) {
        ParametersParameterComponent parameter = sent.get(name);
        if (parameter == null || !type.isInstance(parameter.getResource())) {
            throw OperationParameters.problem(name, name + " is required: a " + type.getSimpleName() + " as resource");
        }
        return type.cast(parameter.getResource());
    }
}
