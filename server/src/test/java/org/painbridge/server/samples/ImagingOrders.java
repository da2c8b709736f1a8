package org.painbridge.server.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.hl7.fhir.r4.model.BooleanType;
import org.hl7.fhir.r4.model.DateTimeType;
import org.hl7.fhir.r4.model.QuestionnaireResponse;
import org.hl7.fhir.r4.model.QuestionnaireResponse.QuestionnaireResponseStatus;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestIntent;
import org.hl7.fhir.r4.model.ServiceRequest.ServiceRequestStatus;

/** Imaging orders for back pain, and what was asked of the patient before. */
final class ImagingOrders {
    private final People people;
    private final List<Map<String, String>> answers = new SourceTable("answers").rows();

    ImagingOrders(People people) {
        this.people = people;
    }

    List<Resource> resources() {
        List<Resource> all = new ArrayList<>();
        for (Map<String, String> row : new SourceTable("imaging").rows()) {
            all.add(order(row));
            if (answers.stream().anyMatch(answer -> isOf(row, answer))) {
                all.add(response(row));
            }
        }
        return all;
    }

    private ServiceRequest order(Map<String, String> row) {
        ServiceRequest order = Fhir.named(new ServiceRequest(), "order-" + name(row), "imaging-order");
        order.setStatus(ServiceRequestStatus.ACTIVE).setIntent(ServiceRequestIntent.ORDER);
        order.setCode(Fhir.concept(Fhir.LOINC, row.get("loinc"), row.get("procedure")));
        order.setSubject(people.patient(row.get("patient")));
        order.setAuthoredOnElement(new DateTimeType(row.get("authored")));
        order.setRequester(Fhir.role(row.get("requester")));
        order.addReasonCode(Fhir.concept(row.get("reason_system"), row.get("reason"), row.get("reason_text")));
        return order;
    }

    private QuestionnaireResponse response(Map<String, String> row) {
        QuestionnaireResponse response = new QuestionnaireResponse();
        response.setId("answers-" + name(row));
        response.setStatus(QuestionnaireResponseStatus.COMPLETED);
        response.setSubject(people.patient(row.get("patient")));
        response.setAuthoredElement(new DateTimeType(row.get("authored")));
        response.setAuthor(Fhir.role(row.get("requester")));
        for (Map<String, String> answer : answers) {
            if (isOf(row, answer)) {
                response.addItem()
                        .setLinkId(answer.get("fact"))
                        .setText(answer.get("question"))
                        .addAnswer()
                        .setValue(new BooleanType(answer.get("answer").equals("yes")));
            }
        }
        return response;
    }

    private static boolean isOf(Map<String, String> order, Map<String, String> answer) {
        return order.get("patient").equals(answer.get("patient"));
    }

    private static String name(Map<String, String> row) {
        return row.get("patient").toLowerCase(Locale.ROOT);
    }
}
