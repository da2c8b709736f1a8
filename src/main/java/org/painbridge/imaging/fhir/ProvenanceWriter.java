package org.painbridge.imaging.fhir;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.Device.DeviceNameType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Provenance.ProvenanceEntityRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.Signature;

/** Where a decision comes from: this program as agent, every resource it was made from as entity, the token as signature. */
public final class ProvenanceWriter {
    private static final String ORDER_HASH = "https://painbridge.example/fhir/sid/order-hash";
    private static final String DEVICE = "painbridge-device";

    private final String programVersion;

    /** @param programVersion of the server */
    public ProvenanceWriter(String programVersion) {
        this.programVersion = programVersion;
    }

    /** @param token compact JWS */
    public Provenance provenance(ImagingDecision decision, ImagingRequest request, Instant recorded, String token) {
        Provenance provenance = new Provenance();
        provenance.setId(decision.id());
        provenance.addTarget(new Reference("GuidanceResponse/" + decision.id()));
        provenance.setOccurred(
                new DateTimeType(decision.evaluatedAt().toInstant().toString()));
        provenance.setRecorded(Date.from(recorded));
        provenance.addPolicy(decision.verdict().rules().versioned());
        provenance.addContained(device());
        provenance
                .addAgent()
                .setWho(new Reference("#" + DEVICE))
                .getType()
                .addCoding(new Coding(
                        "http://terminology.hl7.org/CodeSystem/provenance-participant-type", "assembler", "Assembler"));
        addEntity(provenance, order(decision));
        Stream<Resource> inputs = Stream.concat(Stream.ofNullable(request.patient()), request.evidence().stream());
        inputs.filter(resource -> !isContained(resource))
                .forEach(resource -> addEntity(provenance, reference(resource)));
        provenance.addSignature(signature(recorded, token));
        return provenance;
    }

    private Device device() {
        Device device = new Device();
        device.setId(DEVICE);
        device.addDeviceName().setName("PainBridge").setType(DeviceNameType.MANUFACTURERNAME);
        device.addVersion().setValue(programVersion);
        return device;
    }

    /** A part of the order, then. */
    private static boolean isContained(Resource resource) {
        return resource.hasIdElement() && resource.getIdElement().getValue().startsWith("#");
    }

    private static void addEntity(Provenance provenance, Reference what) {
        provenance.addEntity().setRole(ProvenanceEntityRole.SOURCE).setWhat(what);
    }

    private static Reference order(ImagingDecision decision) {
        return reference(decision.order())
                .setIdentifier(new Identifier().setSystem(ORDER_HASH).setValue(decision.orderHash()));
    }

    /** With the version that was read; what has no id is named by its type. */
    private static Reference reference(Resource resource) {
        Reference reference = new Reference().setType(resource.fhirType());
        return resource.getIdElement().hasIdPart()
                ? reference.setReference(FindingReader.reference(resource))
                : reference.setDisplay(resource.fhirType() + " without an id, as it was sent");
    }

    private static Signature signature(Instant when, String token) {
        Signature signature = new Signature();
        signature.addType(new Coding("urn:iso-astm:E1762-95:2013", "1.2.840.10065.1.12.1.14", "Source Signature"));
        signature.setWhen(Date.from(when)).setWho(new Reference("#" + DEVICE));
        signature.setTargetFormat("application/json").setSigFormat("application/jose");
        return signature.setData(token.getBytes(StandardCharsets.US_ASCII));
    }
}
