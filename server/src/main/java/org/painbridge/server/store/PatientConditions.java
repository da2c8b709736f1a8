package org.painbridge.server.store;

import java.util.List;

/** The condition that a resource {@code r0} belongs to a patient, as a look at each resource by itself. */
final class PatientConditions {
    private static final String PROVENANCE = "Provenance";
    private static final String LISTED = "(select p.patient_id from export_patient p where p.job_id = ?)";

    private final PatientCompartment compartment;
    private final int targetsOfProvenance;

    PatientConditions(PatientCompartment compartment, SearchParameters parameters) {
        this.compartment = compartment;
        this.targetsOfProvenance =
                parameters.find(PROVENANCE, "target").orElseThrow().indexId();
    }

    /** Begins with {@code and}; empty where resources of nobody are asked for, too. */
    Sql of(ExportQuery query) {
        boolean listed = query.patients() == ExportQuery.Patients.LISTED;
        if (query.patients() == ExportQuery.Patients.ANY) {
            return new Sql();
        }
        if (query.type().equals(PatientCompartment.PATIENT)) {
            return listed ? new Sql().add(" and r0.fhir_id in " + LISTED, query.listId()) : new Sql();
        }
        Sql own = new Sql()
                .add("exists (select 1 from fhir_text i where i.res_id = r0.res_id and ")
                .add(rows(query, List.of(query.type())))
                .add(" offset 0)");
        return query.type().equals(PROVENANCE)
                ? new Sql()
                        .add(" and (")
                        .add(own)
                        .add(" or ")
                        .add(ofTarget(query))
                        .add(")")
                : new Sql().add(" and ").add(own);
    }

    /** Bulk Data Access IG: with the patients' resources go the Provenances of them, which name no patient. */
    private Sql ofTarget(ExportQuery query) {
        return new Sql()
                .add("exists (select 1 from fhir_text t join fhir_resource x on x.type_id = t.qualifier")
                .add(" and x.fhir_id = t.term join fhir_text i on i.res_id = x.res_id where t.res_id = r0.res_id")
                .add(" and t.param_id = ? and ", targetsOfProvenance)
                .add(rows(query, compartment.types()))
                .add(" offset 0)");
    }

    private Sql rows(ExportQuery query, List<String> types) {
        Sql rows = compartment.rows(types);
        return query.patients() == ExportQuery.Patients.LISTED
                ? rows.add(" and i.term in " + LISTED, query.listId())
                : rows;
    }
}
