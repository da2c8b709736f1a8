package org.painbridge.imaging;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.painbridge.clinical.Code;

/**
 * Codes of diagnoses as senders write them. An ICD-10 code finer than four characters, as ICD-10-CA has them
 * ({@code M54.56}), is read as the one of four that holds it: no value set here is finer.
 */
public final class DiagnosisCodes {
    private static final String ICD_10 = "http://hl7.org/fhir/sid/icd-10";
    private static final String SNOMED = "http://snomed.info/sct";
    private static final String SNOMED_OID = "urn:oid:2.16.840.1.113883.6.96";
    private static final int CATEGORY = 3;
    private static final String ATC = "http://www.whocc.no/atc";

    /** How many characters the classes of a medicine have, widest first. */
    private static final int[] ATC_LEVELS = {1, 3, 4, 5};

    /**
     * Other names of ICD-10 and of its Canadian modification, in small letters. Sources: HL7 registry (OID), CIHI and Infoway
     * as seen in public projects in 2026.
     */
    private static final Set<String> ICD_10_ALSO = Set.of(
            "urn:oid:2.16.840.1.113883.6.3",
            "http://hl7.org/fhir/sid/icd-10-ca",
            "http://cihi.ca/fhir/codesystem/cihi-icd-10-ca",
            "http://cihi.ca/fhir/codesystem/icd-10-ca",
            "https://fhir.infoway-inforoute.ca/codesystem/icd-10-ca",
            "http://fhir.infoway-inforoute.ca/codesystem/icd-10-ca",
            "https://fhir.infoway-inforoute.ca/codesystem/icd10ca");

    private DiagnosisCodes() {}

    /** The code under the usual name of its system; a code that is no diagnosis stays as it is. */
    public static Code usual(Code code) {
        String system = code.system();
        if (system.equals(SNOMED_OID)) {
            return Code.of(SNOMED, code.code());
        }
        if (!system.equals(ICD_10) && !ICD_10_ALSO.contains(system.toLowerCase(Locale.ROOT))) {
            return code;
        }
        String stem = stem(code.code().toUpperCase(Locale.ROOT));
        return system.equals(ICD_10) && stem.equals(code.code()) ? code : Code.of(ICD_10, stem);
    }

    /** At most four characters, with their point: {@code M54.5} of M5456 and of M54.56; what has another form stays. */
    private static String stem(String code) {
        if (code.length() <= CATEGORY || !isCategory(code)) {
            return code;
        }
        int fourth = code.charAt(CATEGORY) == '.' ? CATEGORY + 1 : CATEGORY;
        boolean digit = fourth < code.length() && Character.isDigit(code.charAt(fourth));
        return digit ? code.substring(0, CATEGORY) + "." + code.charAt(fourth) : code;
    }

    private static boolean isCategory(String code) {
        return Character.isLetter(code.charAt(0))
                && Character.isDigit(code.charAt(1))
                && Character.isDigit(code.charAt(2));
    }

    /** Whether it tells what a medicine is. */
    public static boolean isMedicine(Code code) {
        return code.system().equals(ATC);
    }

    /** Whatever holds the code: of ICD-10 its category, of ATC the classes of the medicine. */
    public static Stream<Code> wider(Code code) {
        return code.system().equals(ATC)
                ? IntStream.of(ATC_LEVELS)
                        .filter(length -> length < code.code().length())
                        .mapToObj(length -> Code.of(ATC, code.code().substring(0, length)))
                : category(code).stream();
    }

    /** The ICD-10 category that holds a code of four characters. */
    public static Optional<Code> category(Code code) {
        boolean within = code.system().equals(ICD_10) && code.code().length() > CATEGORY && isCategory(code.code());
        return within ? Optional.of(Code.of(ICD_10, code.code().substring(0, CATEGORY))) : Optional.empty();
    }
}
