package org.painbridge.terminology;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Whoever quotes code systems of others says whose it is. */
final class CopyrightCheck implements Check {
    private static final Map<String, String> OWNED = Map.of(
            CheckDigit.LOINC.system,
            "LOINC",
            CheckDigit.SNOMED_CT.system,
            "SNOMED",
            CodeCheck.ICD_10,
            "ICD-10",
            CodeCheck.ATC,
            "ATC",
            CodeCheck.CPT,
            "CPT",
            CodeCheck.RADLEX,
            "RadLex",
            CodeCheck.CCI,
            "CCI");

    @Override
    public List<String> problems(Content content) {
        List<String> problems = new ArrayList<>();
        for (Artifact artifact : content.artifacts()) {
            String copyright = String.valueOf(
                    artifact.resource().getNamedProperty("copyright").getValues());
            artifact.codes().stream()
                    .map(code -> OWNED.get(code.system()))
                    .distinct()
                    .filter(owner -> owner != null && !copyright.contains(owner))
                    .forEach(owner -> problems.add(artifact.file() + " quotes " + owner + " without its copyright"));
        }
        return problems;
    }
}
