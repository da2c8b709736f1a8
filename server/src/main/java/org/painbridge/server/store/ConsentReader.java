package org.painbridge.server.store;

import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Consent;
import org.hl7.fhir.r4.model.Consent.ConsentDataMeaning;
import org.hl7.fhir.r4.model.Consent.ConsentProvisionType;
import org.hl7.fhir.r4.model.Consent.ProvisionComponent;
import org.hl7.fhir.r4.model.Consent.provisionActorComponent;
import org.hl7.fhir.r4.model.Consent.provisionDataComponent;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.ErrorCode;

/**
 * Reads what a Consent comes to. A directive with anything in it that is not understood here withholds everything from
 * everybody, and a client is told not to write one; an override never opens for longer than the setting says.
 */
final class ConsentReader {
    private static final String TYPES = "http://hl7.org/fhir/resource-types";
    private static final Pattern ACTOR =
            Pattern.compile("(Practitioner|PractitionerRole|Organization)/[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern PATIENT = Pattern.compile("Patient/[A-Za-z0-9\\-.]{1,64}");
    private static final Pattern RESOURCE = Pattern.compile("([A-Z][A-Za-z]+)/[A-Za-z0-9\\-.]{1,64}");
    /** Those that refer to a withheld resource are withheld with it anyway. */
    private static final Set<ConsentDataMeaning> MEANINGS =
            Set.of(ConsentDataMeaning.INSTANCE, ConsentDataMeaning.DEPENDENTS);

    private final ZoneId zone;
    private final long longestOverride;

    /** @param zone of dates without one */
    ConsentReader(ZoneId zone, Duration longestOverride) {
        this.zone = zone;
        this.longestOverride = longestOverride.toMillis();
    }

    StatedRows stated() {
        return new StatedRows(
                "consent_directive",
                Set.of("Consent"),
                (stored, resource) -> DirectiveRow.insert(rows(stored.reference(), (Consent) resource)));
    }

    /**
     * What a client may write.
     *
     * @throws StoreProblem.Invalid if it is a directive that could not be kept to, or an override: there is an operation for
     *     those, which looks at who asks and why
     */
    void require(Consent consent) {
        StoreProblem.Invalid problem = switch (PrivacyConsent.of(consent)) {
            case NONE -> null;
            case DIRECTIVE -> problem(consent);
            case OVERRIDE ->
                new StoreProblem.Invalid(
                        ErrorCode.OVERRIDE_REFUSED,
                        "Consent.provision",
                        "A Consent that opens what directives withhold is written by Patient/[id]/$break-glass or"
                                + " Consent/$temporary-unblock only");
        };
        if (problem != null) {
            throw problem;
        }
    }

    List<DirectiveRow> rows(String source, Consent consent) {
        PrivacyConsent kind = PrivacyConsent.of(consent);
        String patient = String.valueOf(consent.getPatient().getReference());
        if (kind == PrivacyConsent.NONE || !PATIENT.matcher(patient).matches()) {
            return List.of();
        }
        String id = patient.substring("Patient/".length());
        ProvisionComponent provision = consent.getProvision();
        TimeSpan span = TimeSpan.of(List.of(provision.getPeriod()), zone);
        if (kind == PrivacyConsent.OVERRIDE) {
            return overrides(source, id, provision, span);
        }
        boolean understood = problem(consent) == null;
        List<DirectiveRow> rows = new ArrayList<>();
        for (String actor : understood ? actors(provision) : Set.of(DirectiveRow.EVERYBODY)) {
            for (String target : understood ? targets(source, provision) : Set.of(DirectiveRow.ALL)) {
                rows.add(new DirectiveRow(source, id, false, actor, target, span));
            }
        }
        return rows;
    }

    private List<DirectiveRow> overrides(String source, String patient, ProvisionComponent provision, TimeSpan span) {
        if (span.starts() == Long.MIN_VALUE) {
            return List.of();
        }
        TimeSpan limited = new TimeSpan(span.starts(), Math.min(span.ends(), span.starts() + longestOverride));
        return actors(provision).stream()
                .filter(actor -> actor.startsWith("Practitioner/") || actor.startsWith("Organization/"))
                .map(actor -> new DirectiveRow(source, patient, true, actor, DirectiveRow.ALL, limited))
                .toList();
    }

    private static Set<String> actors(ProvisionComponent provision) {
        Set<String> actors = new LinkedHashSet<>();
        for (provisionActorComponent actor : provision.getActor()) {
            actors.add(String.valueOf(actor.getReference().getReference()));
        }
        return actors.isEmpty() ? Set.of(DirectiveRow.EVERYBODY) : actors;
    }

    /** A directive about a part of the record takes itself out, too: it says what the part is. */
    private static Set<String> targets(String source, ProvisionComponent provision) {
        Set<String> targets = new LinkedHashSet<>();
        provision.getClass_().forEach(type -> targets.add(type.getCode() + "/"));
        provision.getData().forEach(data -> targets.add(data.getReference().getReference()));
        targets.add(targets.isEmpty() ? DirectiveRow.ALL : source);
        return targets;
    }

    /** What of a directive is not understood; null for nothing. */
    private static StoreProblem.@Nullable Invalid problem(Consent consent) {
        ProvisionComponent provision = consent.getProvision();
        if (!PATIENT.matcher(String.valueOf(consent.getPatient().getReference()))
                .matches()) {
            return problem("patient", "A directive is about one patient of this server: Patient/[id]");
        }
        if (provision.getType() != ConsentProvisionType.DENY) {
            return problem(
                    "provision.type",
                    "A directive says what it withholds by provision.type deny: write one Consent for each such rule");
        }
        boolean narrowed = provision.hasAction()
                || provision.hasSecurityLabel()
                || provision.hasPurpose()
                || provision.hasCode()
                || provision.hasDataPeriod()
                || provision.hasProvision()
                || (provision.hasClass_() && provision.hasData());
        if (narrowed) {
            return problem(
                    "provision",
                    "A directive is kept to by period, actor, and either class or data: leave out action, securityLabel,"
                            + " purpose, code, dataPeriod and further provisions");
        }
        return parts(provision);
    }

    private static StoreProblem.@Nullable Invalid parts(ProvisionComponent provision) {
        for (provisionActorComponent actor : provision.getActor()) {
            if (!matches(ACTOR, actor.getReference())) {
                return problem(
                        "provision.actor.reference",
                        "A directive is against a Practitioner, PractitionerRole or Organization of this server, or without"
                                + " an actor against everybody");
            }
        }
        for (Coding type : provision.getClass_()) {
            if (!TYPES.equals(type.getSystem()) || !ExposedTypes.NAMES.contains(String.valueOf(type.getCode()))) {
                return problem("provision.class", "class is a type that this server stores, by the system " + TYPES);
            }
        }
        for (provisionDataComponent data : provision.getData()) {
            if (!MEANINGS.contains(data.getMeaning()) || !matches(RESOURCE, data.getReference())) {
                return problem(
                        "provision.data",
                        "data refers to resources of this server, with the meaning instance or dependents");
            }
        }
        return null;
    }

    private static boolean matches(Pattern pattern, Reference reference) {
        return pattern.matcher(String.valueOf(reference.getReference())).matches();
    }

    private static StoreProblem.Invalid problem(String element, String message) {
        return new StoreProblem.Invalid(ErrorCode.DIRECTIVE_NOT_UNDERSTOOD, "Consent." + element, message);
    }
}
