package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.List;
import org.painbridge.terminology.Table.Row;

/**
 * A code that an order may bear, and the procedure key it stands for. LOINC codes are in imaging-procedures.csv, all
 * others in imaging-procedure-codes.csv.
 *
 * @param display in our own words or, for LOINC, the name of LOINC; blank where only the bare code may be quoted
 * @param equivalence of the key: equivalent, or wider than the code
 */
record ProcedureCode(ForeignSystem system, String code, String display, String key, String equivalence) {
    static List<ProcedureCode> all(Content content) {
        List<ProcedureCode> codes = new ArrayList<>();
        content.table("imaging-procedures").rows().stream()
                .filter(row -> row.has("loinc"))
                .forEach(row -> codes.add(of(row, ForeignSystem.LOINC, "loinc", "loinc_name")));
        content.table("imaging-procedure-codes")
                .rows()
                .forEach(row -> codes.add(of(row, ForeignSystem.of(row.get("system")), "code", "display")));
        return codes;
    }

    private static ProcedureCode of(Row row, ForeignSystem system, String code, String display) {
        return new ProcedureCode(
                system, row.get(code), row.get(display), row.get("procedure_key"), row.get("equivalence"));
    }
}
