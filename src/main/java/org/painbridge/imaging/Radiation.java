package org.painbridge.imaging;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.clinical.Terminology;

/** Relative radiation levels of procedures, each on its scale. Source: terminology table imaging-radiation. */
final class Radiation {
    private static final String LEVELS = "https://painbridge.example/fhir/ValueSet/radiation-level";

    private final CodeSet levels;
    private final Map<String, Code> byProcedureAndScale = new HashMap<>();

    Radiation(Terminology terminology) {
        levels = terminology.codeSet(LEVELS);
        for (Map<String, String> row : terminology.table("imaging-radiation")) {
            String scale = row.getOrDefault("scale", "");
            byProcedureAndScale.put(
                    key(row.getOrDefault("procedure_key", ""), scale), level(scale, row.getOrDefault("level", "")));
        }
    }

    /** @throws IllegalArgumentException if the scale has no such level */
    Code level(String scale, String level) {
        Code code = Code.of(scale, level);
        if (!levels.contains(code)) {
            throw new IllegalArgumentException("not a radiation level: " + code);
        }
        return code;
    }

    Optional<Code> of(String procedureKey, String scale) {
        return Optional.ofNullable(byProcedureAndScale.get(key(procedureKey, scale)));
    }

    private static String key(String procedure, String scale) {
        return procedure + " on " + scale;
    }
}
