package org.painbridge.server.store;

import java.util.List;

/** The condition that a resource belongs to a patient who is asked for, as a look at each resource by itself. */
final class PatientConditions {
    private final PatientCompartment compartment;

    PatientConditions(PatientCompartment compartment) {
        this.compartment = compartment;
    }

    /** On {@code r0}. Begins with {@code and}; empty where resources of nobody are asked for, too. */
    Sql of(ExportQuery query) {
        if (query.patients() == ExportQuery.Patients.ANY) {
            return new Sql();
        }
        return new Sql().add(" and ").add(belongs(query, query.type(), "r0"));
    }

    Sql belongs(ExportQuery query, String type, String alias) {
        if (type.equals(PatientCompartment.PATIENT)) {
            return asked(query, alias + ".fhir_id");
        }
        if (compartment.indexes(type).isEmpty()) {
            return new Sql().add("1 = 0");
        }
        return new Sql()
                .add("exists (select 1 from fhir_text i where i.res_id = " + alias + ".res_id and ")
                .add(compartment.rows(List.of(type)))
                .add(" and ")
                .add(asked(query, "i.term"))
                .add(" offset 0)");
    }

    private static Sql asked(ExportQuery query, String id) {
        return query.patients() == ExportQuery.Patients.LISTED
                ? new Sql()
                        .add("exists (select 1 from export_patient p where p.job_id = ?", query.listId())
                        .add(" and p.patient_id = " + id + " offset 0)")
                : new Sql().add("1 = 1");
    }
}
