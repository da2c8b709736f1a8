package org.painbridge.careplan.fhir;

import java.time.Instant;
import java.util.Set;
import java.util.function.Predicate;
import org.hl7.fhir.r4.model.CodeType;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Parameters.ParametersParameterComponent;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.careplan.Addressee;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Way;
import org.painbridge.clinical.Code;

/** Whom a plan of a patient could go to, and how sure that is: by the records, never by a name. */
public final class RoutePreview {
    private final RecordWays ways;
    private final PatientRecords records;
    private final boolean paper;

    /** @param paper whether a plan is queued on paper for whom no system reaches */
    public RoutePreview(RecordWays ways, PatientRecords records, boolean paper) {
        this.ways = ways;
        this.records = records;
        this.paper = paper;
    }

    /**
     * The care team first, then the patient's record, then the organization that manages it.
     *
     * @param wanted whether somebody with these roles is looked for
     */
    public Parameters write(Patient patient, Predicate<Set<Code>> wanted, Instant now) {
        Parameters answer = new Parameters();
        boolean found = false;
        for (Way way : ways.of(patient, wanted, now).toList()) {
            String confidence = found ? "fallback" : way.members().size() == 1 ? "certain" : "ambiguous";
            way.members().forEach(member -> answer.addParameter(candidate(way, member, confidence, now)));
            found = found || !way.members().isEmpty();
        }
        return answer;
    }

    private ParametersParameterComponent candidate(Way way, StoredRef member, String confidence, Instant now) {
        ParametersParameterComponent candidate = new ParametersParameterComponent().setName("candidate");
        Addressee addressee = ways.addressee(member, now);
        if (!member.type().equals("Organization")) {
            candidate.addPart().setName("practitionerRole").setValue(new Reference(member.toString()));
        }
        addressee
                .organization()
                .ifPresent(
                        found -> candidate.addPart().setName("organization").setValue(new Reference(found.toString())));
        addressee
                .endpoint()
                .ifPresent(found -> candidate.addPart().setName("endpoint").setValue(new Reference(found.toString())));
        String channel = addressee.endpoint().isEmpty() && paper ? "pdf-queue" : "inbox";
        candidate.addPart().setName("channel").setValue(new CodeType(channel));
        candidate.addPart().setName("reason").setValue(new CodeType(way.route().code()));
        candidate.addPart().setName("confidence").setValue(new CodeType(confidence));
        return candidate;
    }
}
