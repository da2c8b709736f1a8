package org.painbridge.server.dispensing.nms;

import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.MedicationDispense.MedicationDispenseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Type;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.dispensing.Sha256;
import org.painbridge.server.fhirserver.OperationParameters;

/**
 * What is to be taken back.
 *
 * @param dispense id of it; empty where its numbers are sent
 * @param status what it becomes: never handed over, or entered in error
 */
record ReverseRequest(
        Identifier pharmacy,
        Optional<String> prescription,
        Optional<String> transaction,
        Optional<String> dispense,
        MedicationDispenseStatus status,
        Optional<String> reason) {
    private static final String OPERATION = "$nms-reverse";
    private static final String PHARMACY = "pharmacy";
    /** Whichever version: $nms-submit answers with that which it stored. */
    private static final Pattern OF_A_DISPENSE =
            Pattern.compile("MedicationDispense/([A-Za-z0-9\\-.]{1,64})(/_history/[0-9]{1,9})?");

    private static final String PRESCRIPTION = "prescription";
    private static final String DISPENSE = "dispense";
    private static final String STATUS = "status";
    private static final List<String> NAMES =
            List.of(DISPENSE, PHARMACY, PRESCRIPTION, "reason", STATUS, "transaction");
    private static final int LONGEST_REASON = 1000;

    static ReverseRequest of(RequestDetails request, @Nullable IBaseResource body) {
        OperationParameters sent = OperationParameters.of(OPERATION, NAMES, request, body);
        Identifier pharmacy = sent.value(PHARMACY)
                .filter(Identifier.class::isInstance)
                .map(Identifier.class::cast)
                .filter(identifier ->
                        identifier.hasSystem() && identifier.getValueElement().hasValue())
                .orElseThrow(() -> OperationParameters.problem(
                        PHARMACY, "Say who takes it back: pharmacy is an Identifier with system and value"));
        Optional<String> prescription = sent.one(PRESCRIPTION).map(String::strip);
        Optional<String> dispense = sent.value(DISPENSE).map(ReverseRequest::id);
        if (prescription.isPresent() == dispense.isPresent()) {
            throw OperationParameters.problem(
                    PRESCRIPTION, "Say what is taken back: either prescription (and transaction) or dispense");
        }
        Optional<String> reason = sent.one("reason");
        if (reason.filter(text -> text.length() > LONGEST_REASON).isPresent()) {
            throw OperationParameters.problem("reason", "reason has at most " + LONGEST_REASON + " characters");
        }
        return new ReverseRequest(
                pharmacy,
                prescription,
                sent.one("transaction").map(String::strip),
                dispense,
                status(sent.one(STATUS)),
                reason);
    }

    /** Of what becomes of the dispense and why; which one it is does not matter, nor by which numbers it was named. */
    String hash() {
        return Sha256.hex(status.toCode() + "\n" + reason.orElse(""));
    }

    private static String id(Type value) {
        String reference = value instanceof Reference dispense ? String.valueOf(dispense.getReference()) : "";
        Matcher named = OF_A_DISPENSE.matcher(reference);
        if (!named.matches()) {
            throw OperationParameters.problem(
                    DISPENSE, "dispense is a reference to a MedicationDispense of this server");
        }
        return named.group(1);
    }

    private static MedicationDispenseStatus status(Optional<String> code) {
        return switch (code.orElse("entered-in-error")) {
            case "entered-in-error" -> MedicationDispenseStatus.ENTEREDINERROR;
            case "cancelled" -> MedicationDispenseStatus.CANCELLED;
            default ->
                throw OperationParameters.problem(
                        STATUS, "status is entered-in-error, or cancelled for what was prepared and never handed over");
        };
    }
}
