package org.painbridge.server.samples;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.hl7.fhir.r4.model.Address;
import org.hl7.fhir.r4.model.ContactPoint;
import org.hl7.fhir.r4.model.ContactPoint.ContactPointSystem;
import org.hl7.fhir.r4.model.Endpoint;
import org.hl7.fhir.r4.model.Endpoint.EndpointStatus;
import org.hl7.fhir.r4.model.HumanName;
import org.hl7.fhir.r4.model.Organization;
import org.hl7.fhir.r4.model.Practitioner;
import org.hl7.fhir.r4.model.PractitionerRole;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** Practices, pain clinic, pharmacies and the people who work there. */
final class Clinic {
    /** The family physicians' role in a care team routes a plan to them; they have a SNOMED CT code. */
    static final String FAMILY_PHYSICIAN = "62247001";

    private static final String ORGANIZATION_TYPE = "http://terminology.hl7.org/CodeSystem/organization-type";

    List<Resource> resources() {
        List<Resource> all = new ArrayList<>();
        new SourceTable("organizations").rows().forEach(row -> {
            all.add(organization(row));
            if (!row.get("endpoint").isEmpty()) {
                all.add(endpoint(row));
            }
        });
        for (Map<String, String> row : new SourceTable("practitioners").rows()) {
            Practitioner practitioner = practitioner(row);
            all.add(practitioner);
            all.add(role(row, practitioner));
        }
        return all;
    }

    private static Organization organization(Map<String, String> row) {
        Organization organization = Fhir.named(new Organization(), row.get("id"), "pain-organization");
        organization.addIdentifier(Fhir.identifier(Fhir.NAMING_SYSTEM + "ca-on-provider-upi", row.get("upi")));
        organization.setActive(true).setName(row.get("name"));
        organization.addType().addCoding().setSystem(ORGANIZATION_TYPE).setCode("prov");
        organization.addTelecom(phone(row.get("phone")));
        organization.addAddress(address(row.get("street"), row.get("city")));
        if (!row.get("endpoint").isEmpty()) {
            organization.addEndpoint(new Reference("Endpoint/" + endpointId(row)));
        }
        return organization;
    }

    /** Where the system of a practice would be: what has none gets its plans on paper. */
    private static Endpoint endpoint(Map<String, String> row) {
        Endpoint endpoint = new Endpoint();
        endpoint.setId(endpointId(row));
        endpoint.setStatus(EndpointStatus.ACTIVE).setName(row.get("name")).setAddress(row.get("endpoint"));
        endpoint.getConnectionType()
                .setSystem("http://terminology.hl7.org/CodeSystem/endpoint-connection-type")
                .setCode("hl7-fhir-rest");
        endpoint.addPayloadType(Fhir.text("Care plans"));
        endpoint.setManagingOrganization(new Reference("Organization/" + row.get("id")));
        return endpoint;
    }

    private static String endpointId(Map<String, String> row) {
        return row.get("id").replaceFirst("org-", "endpoint-");
    }

    private static Practitioner practitioner(Map<String, String> row) {
        Practitioner practitioner = Fhir.named(new Practitioner(), "prac-" + row.get("id"), "pain-practitioner");
        practitioner.addIdentifier(Fhir.identifier(Fhir.NAMING_SYSTEM + row.get("system"), row.get("licence")));
        HumanName name = practitioner.addName().setFamily(row.get("family")).addGiven(row.get("given"));
        if (!row.get("prefix").isEmpty()) {
            name.addPrefix(row.get("prefix"));
        }
        return practitioner;
    }

    private static PractitionerRole role(Map<String, String> row, Practitioner practitioner) {
        PractitionerRole role = Fhir.named(new PractitionerRole(), "role-" + row.get("id"), "pain-practitioner-role");
        role.setActive(true).setPractitioner(Fhir.to(practitioner));
        role.setOrganization(new Reference("Organization/" + row.get("organization")));
        String code = row.get("role").equals("Family physician") ? FAMILY_PHYSICIAN : "";
        role.addCode(Fhir.concept(Fhir.SNOMED, code, row.get("role")));
        if (!row.get("specialty").isEmpty()) {
            role.addSpecialty(Fhir.text(row.get("specialty")));
        }
        return role;
    }

    static ContactPoint phone(String number) {
        return new ContactPoint().setSystem(ContactPointSystem.PHONE).setValue(number);
    }

    /** M0M 0M0 is no postal code that is in use. */
    static Address address(String street, String city) {
        return new Address()
                .addLine(street)
                .setCity(city)
                .setState("ON")
                .setPostalCode("M0M 0M0")
                .setCountry("CA");
    }
}
