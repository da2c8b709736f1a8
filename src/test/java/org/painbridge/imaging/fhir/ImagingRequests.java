package org.painbridge.imaging.fhir;

import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Condition;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.DateType;
import org.hl7.fhir.r4.model.Enumerations.AdministrativeGender;
import org.hl7.fhir.r4.model.MedicationStatement;
import org.hl7.fhir.r4.model.MedicationStatement.MedicationStatementStatus;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Period;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;
import org.hl7.fhir.r4.model.Type;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.FactTrace;
import org.painbridge.imaging.ImagingPack;
import org.painbridge.imaging.Language;
import org.painbridge.imaging.Procedure;

/** Orders of a lumbar MRI for a fictitious person of 45 with low back pain; nothing else is known. */
final class ImagingRequests {
    static final OffsetDateTime NOW = OffsetDateTime.parse("2026-10-05T09:00:00-04:00");
    static final String SNOMED = "http://snomed.info/sct";
    static final String ICD = "http://hl7.org/fhir/sid/icd-10";
    static final String LOW_BACK_PAIN = "M54.5";
    static final ImagingAppropriateness IMAGING =
            new ImagingAppropriateness(ImagingPack.LOW_BACK_PAIN, ImagingPack.PROCEDURES);
    static final VerdictWriter WRITER = new VerdictWriter(
            new AnswerForm(Language.EN, Explain.FULL, 10, "https://pages.example"),
            new OrderRating(new PamaRating("no-criteria-apply", "PainBridge")));
    private static final List<String> FLAGS = List.of(
            "any-neurological-flag",
            "any-infection-flag",
            "any-tumour-flag",
            "any-fracture-flag",
            "inflammatory-back-pain",
            "prior-lumbar-surgery");

    private ServiceRequest order = order("30679-5", "MRI of the lumbar spine without contrast");
    private final List<Resource> data = new ArrayList<>();

    private ImagingRequests() {
        order.addReasonCode(concept(ICD, LOW_BACK_PAIN));
    }

    static ImagingRequests lumbarMri() {
        return new ImagingRequests();
    }

    /** Of a procedure by its key, for a reason of ICD-10. */
    static ImagingRequests of(String procedure, String reason) {
        return lumbarMri()
                .ordered(order -> order.setCode(concept(Procedure.SYSTEM, procedure))
                        .setReasonCode(List.of(concept(ICD, reason))));
    }

    /** For a person whose pain began on the day and in whom every red flag was denied today. */
    static ImagingRequests withoutRedFlags(String painSince) {
        return lumbarMri().answered(answers -> {
            FLAGS.forEach(flag -> answer(answers, flag, new BooleanType(false)));
            answer(answers, "pain-onset", new DateType(painSince));
        });
    }

    ImagingRequests ordered(Consumer<ServiceRequest> change) {
        change.accept(order);
        return this;
    }

    ImagingRequests asking(ServiceRequest other) {
        order = other;
        return this;
    }

    ImagingRequests because(String system, String code) {
        order.addReasonCode(concept(system, code));
        return this;
    }

    ImagingRequests with(Resource resource) {
        data.add(resource);
        return this;
    }

    ImagingRequests answered(Consumer<QuestionnaireResponse> fill) {
        QuestionnaireResponse answers = new QuestionnaireResponse();
        answers.setStatus(QuestionnaireResponseStatus.COMPLETED);
        answers.setAuthoredElement(new DateTimeType("2026-10-05T08:00:00-04:00"));
        fill.accept(answers);
        return with(answers);
    }

    ImagingRequest build() {
        return new ImagingRequest(order, patient(), data, NOW);
    }

    ImagingDecision decide() {
        return IMAGING.decide(build());
    }

    static QuestionnaireResponse answer(QuestionnaireResponse answers, String fact, Type value) {
        answers.addItem().setLinkId(fact).addAnswer().setValue(value);
        return answers;
    }

    static Patient patient() {
        Patient patient = new Patient();
        patient.setId("example");
        patient.setBirthDateElement(new DateType("1981-03-04"));
        patient.setGender(AdministrativeGender.MALE);
        return patient;
    }

    static MedicationStatement taken(CodeableConcept medicine) {
        MedicationStatement taken = new MedicationStatement();
        taken.setId("medicine");
        return taken.setStatus(MedicationStatementStatus.ACTIVE)
                .setMedication(medicine)
                .setSubject(new Reference("Patient/example"));
    }

    static Period since(String day) {
        return new Period().setStartElement(new DateTimeType(day));
    }

    static FactState state(ImagingDecision decision, String fact) {
        return decision.verdict().trace().facts().stream()
                .filter(trace -> trace.fact().equals(fact))
                .map(FactTrace::state)
                .findFirst()
                .orElseThrow(() -> new AssertionError(fact + " is not of " + decision.verdict()));
    }

    /** An active, confirmed condition, recorded last week. */
    static Condition condition(String system, String code) {
        Condition condition = new Condition(new Reference("Patient/example"));
        condition.setId("condition");
        condition.setCode(concept(system, code));
        condition.setClinicalStatus(concept("http://terminology.hl7.org/CodeSystem/condition-clinical", "active"));
        condition.setVerificationStatus(
                concept("http://terminology.hl7.org/CodeSystem/condition-ver-status", "confirmed"));
        condition.setRecordedDateElement(new DateTimeType("2026-09-28"));
        return condition;
    }

    static CodeableConcept concept(String system, String code) {
        return new CodeableConcept(new Coding().setSystem(system).setCode(code));
    }

    private static ServiceRequest order(String loinc, String text) {
        ServiceRequest order = new ServiceRequest();
        order.setId("order");
        order.setStatus(ServiceRequestStatus.DRAFT).setIntent(ServiceRequestIntent.ORDER);
        order.setCode(concept("http://loinc.org", loinc).setText(text));
        order.setSubject(new Reference("Patient/example"));
        order.setRequester(new Reference("PractitionerRole/example-family-physician-role"));
        order.setAuthoredOnElement(new DateTimeType("2026-10-05"));
        return order;
    }
}
