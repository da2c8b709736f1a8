package org.painbridge.server.imaging.cdshooks;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Function;
import org.painbridge.imaging.fhir.ChartPart;

/** Things that a chart may hold, each of which stands in the way of an order. */
enum KnownOfSafety {
    PACEMAKER("mri-device", HookCalls.LUMBAR_MRI, person -> List.of(of(pacemaker("pm-" + person), "patient", person))),
    PACEMAKER_IN_USE("mri-device", HookCalls.LUMBAR_MRI, person -> List.of(use(person), pacemaker("pm-" + person))),
    PACEMAKER_IMPLANTED("mri-device", HookCalls.LUMBAR_MRI, person -> {
        ObjectNode implantation = coded("Procedure", "implantation-" + person, "code", HookCalls.SNOMED, "14106009");
        return List.of(of(implantation.put("status", "completed"), "subject", person));
    }),
    CONTRAST_ALLERGY("iodinated-reaction", HookCalls.CT_WITH_CONTRAST, person -> {
        ObjectNode allergy =
                coded("AllergyIntolerance", "allergy-" + person, "code", "http://hl7.org/fhir/sid/icd-10", "Y57.5");
        HookCalls.code(
                allergy.putObject("clinicalStatus"),
                "http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical",
                "active");
        return List.of(of(allergy, "patient", person));
    }),
    POOR_KIDNEYS("iodinated-kidney", HookCalls.CT_WITH_CONTRAST, person -> {
        ObjectNode rate = coded("Observation", "egfr-" + person, "code", HookCalls.LOINC, "98979-8");
        rate.put("status", "final").put("effectiveDateTime", daysAgo());
        rate.putObject("valueQuantity")
                .put("value", 25)
                .put("system", "http://unitsofmeasure.org")
                .put("code", "mL/min/{1.73_m2}");
        return List.of(of(rate, "subject", person));
    }),
    EARLIER_STUDY("duplicate-study", HookCalls.LUMBAR_MRI, person -> {
        ObjectNode study = HookCalls.JSON
                .createObjectNode()
                .put("resourceType", "ImagingStudy")
                .put("id", "study-" + person)
                .put("status", "available")
                .put("started", daysAgo());
        HookCalls.code(study.putArray("procedureCode").addObject(), HookCalls.LOINC, HookCalls.LUMBAR_MRI);
        return List.of(of(study, "subject", person));
    }),
    EARLIER_REPORT("duplicate-study", HookCalls.CT_WITH_CONTRAST, person -> {
        ObjectNode report =
                coded("DiagnosticReport", "report-" + person, "code", HookCalls.LOINC, HookCalls.CT_WITH_CONTRAST);
        report.put("status", "final").put("effectiveDateTime", daysAgo());
        return List.of(of(report, "subject", person));
    });

    private final String gate;
    private final String order;
    private final Function<String, List<ObjectNode>> resources;

    KnownOfSafety(String gate, String order, Function<String, List<ObjectNode>> resources) {
        this.gate = gate;
        this.order = order;
        this.resources = resources;
    }

    /** What the operation calls it. */
    String gate() {
        return gate;
    }

    /** LOINC code of the order. */
    String order() {
        return order;
    }

    List<ObjectNode> resources(String person) {
        return resources.apply(person);
    }

    /** The key under which a resource is prefetched. */
    static ChartPart part(ObjectNode resource) {
        return List.of(ChartPart.values()).stream()
                .filter(part -> part.type().equals(resource.path("resourceType").asText()))
                .findFirst()
                .orElseThrow();
    }

    private static String daysAgo() {
        return LocalDate.now().minusDays(10).toString();
    }

    /** Not said to be of anybody. */
    private static ObjectNode pacemaker(String id) {
        return coded("Device", id, "type", HookCalls.SNOMED, "14106009");
    }

    private static ObjectNode use(String person) {
        ObjectNode use = HookCalls.JSON
                .createObjectNode()
                .put("resourceType", "DeviceUseStatement")
                .put("id", "use-" + person)
                .put("status", "active");
        use.putObject("device").put("reference", "Device/pm-" + person);
        return of(use, "subject", person);
    }

    private static ObjectNode coded(String type, String id, String element, String system, String code) {
        ObjectNode resource =
                HookCalls.JSON.createObjectNode().put("resourceType", type).put("id", id);
        HookCalls.code(resource.putObject(element), system, code);
        return resource;
    }

    private static ObjectNode of(ObjectNode resource, String element, String person) {
        resource.putObject(element).put("reference", "Patient/" + person);
        return resource;
    }
}
