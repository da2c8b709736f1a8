package org.painbridge.terminology;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A code system of others that tables name in short; {@code copyright} is what an artifact must say when it quotes it.
 */
enum ForeignSystem {
    LOINC(
            "loinc",
            CheckDigit.LOINC.system,
            "This material contains content from LOINC (https://loinc.org). LOINC is copyright Regenstrief Institute,"
                    + " Inc. and the LOINC Committee and is available at no cost under the licence at"
                    + " https://loinc.org/license."),
    ICD_10(
            "icd-10",
            CodeCheck.ICD_10,
            "ICD-10 is copyright World Health Organization. Only category codes are quoted; the displays are our own"
                    + " words."),
    SNOMED_CT(
            "sct",
            CheckDigit.SNOMED_CT.system,
            "This material quotes SNOMED CT codes, copyright SNOMED International. Use of SNOMED CT needs a licence; in"
                    + " Canada it is given through Canada Health Infoway."),
    ATC(
            "atc",
            CodeCheck.ATC,
            "ATC codes are those of the WHO Collaborating Centre for Drug Statistics Methodology; displays in our own"
                    + " words."),
    CPT(
            "cpt",
            CodeCheck.CPT,
            "CPT is copyright American Medical Association. Bare codes are quoted, no descriptors; use of CPT needs a"
                    + " licence."),
    RADLEX("radlex", CodeCheck.RADLEX, "RadLex Playbook ids are copyright RSNA; the displays are our own words."),
    CCI(
            "cci",
            CodeCheck.CCI,
            "CCI is copyright Canadian Institute for Health Information. Codes only; the displays are our own words.");

    final String shortName;
    final String url;
    final String copyright;

    ForeignSystem(String shortName, String url, String copyright) {
        this.shortName = shortName;
        this.url = url;
        this.copyright = copyright;
    }

    /** @throws IllegalArgumentException if no system has this short name */
    static ForeignSystem of(String shortName) {
        return Stream.of(values())
                .filter(system -> system.shortName.equals(shortName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("unknown system " + shortName));
    }

    static String copyright(List<String> urls) {
        return Stream.of(values())
                .filter(system -> urls.contains(system.url))
                .map(system -> system.copyright)
                .collect(Collectors.joining(" "));
    }
}
