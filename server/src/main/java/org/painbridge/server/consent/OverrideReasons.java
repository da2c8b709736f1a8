package org.painbridge.server.consent;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.Terminology;

/** Why the glass may be broken: codes of the value set {@code override-reason}. */
final class OverrideReasons {
    static final String SYSTEM = "http://terminology.hl7.org/CodeSystem/v3-ActReason";
    /** Somebody may decide for the patient, and does. */
    static final String SUPPORT_NETWORK = "SUPNWK";

    private final Set<String> codes;

    OverrideReasons(Terminology terminology) {
        codes = terminology.codeSet("https://painbridge.example/fhir/ValueSet/override-reason").codes().stream()
                .map(Code::code)
                .collect(Collectors.toSet());
    }

    boolean contains(String code) {
        return codes.contains(code);
    }

    List<String> all() {
        return codes.stream().sorted().toList();
    }
}
