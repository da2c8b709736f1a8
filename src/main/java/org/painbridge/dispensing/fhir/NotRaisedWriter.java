package org.painbridge.dispensing.fhir;

import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.StringType;
import org.painbridge.dispensing.NotRaised;

/** {@link NotRaised} → the parameter {@code notRaised} of {@code $nms-dur}. */
public final class NotRaisedWriter {
    public ParametersParameterComponent write(NotRaised notRaised) {
        ParametersParameterComponent parts = new ParametersParameterComponent().setName("notRaised");
        parts.addPart()
                .setName("rule")
                .setValue(new CodeType(notRaised.rule().key().id()));
        parts.addPart()
                .setName("version")
                .setValue(new StringType(notRaised.rule().key().version()));
        notRaised.reasons().forEach(reason -> parts.addPart().setName("reason").setValue(new CodeType(reason)));
        parts.addPart().setName("text").setValue(FindingWriter.bilingual(notRaised.sentence()));
        notRaised
                .toldBy()
                .ifPresent(told ->
                        parts.addPart().setName("dispense").setValue(new Reference("MedicationDispense/" + told.id())));
        return parts;
    }
}
