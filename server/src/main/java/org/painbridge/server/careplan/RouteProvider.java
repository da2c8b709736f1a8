package org.painbridge.server.careplan;

import ca.uhn.fhir.rest.annotation.Operation;
import ca.uhn.fhir.rest.annotation.ResourceParam;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import java.time.Clock;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IBaseResource;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.CodeableConcept;
import org.hl7.fhir.r4.model.Parameters;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.fhir.PatientRecords;
import org.painbridge.careplan.fhir.RecordWays;
import org.painbridge.careplan.fhir.RoutePreview;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.CodeSet;
import org.painbridge.server.fhirserver.CapabilityOperations;
import org.painbridge.server.fhirserver.OperationParameters;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreView;

/** Whom a plan could go to, before it is pushed; docs/operations/careplan-route-preview.md. */
public final class RouteProvider implements CapabilityOperations {
    private final FhirStore store;
    private final CallerViews views;
    private final CodeSet familyPhysicians;
    private final ZoneId zone;
    private final boolean paper;
    private final Clock clock;

    /** @param paper whether a plan is queued on paper for whom no system reaches */
    RouteProvider(
            FhirStore store, CallerViews views, CodeSet familyPhysicians, ZoneId zone, boolean paper, Clock clock) {
        this.store = store;
        this.views = views;
        this.familyPhysicians = familyPhysicians;
        this.zone = zone;
        this.paper = paper;
        this.clock = clock;
    }

    @Operation(
            name = "$route-preview",
            typeName = "CarePlan",
            idempotent = true,
            canonicalUrl = "https://painbridge.example/fhir/OperationDefinition/careplan-route-preview")
    public Parameters preview(@ResourceParam @Nullable IBaseResource body, RequestDetails request) {
        OperationParameters sent = OperationParameters.of("$route-preview", List.of("patient", "role"), request, body);
        StoreView view = views.of(request);
        String patient = patient(sent);
        PatientRecords records = new Records(view);
        Patient record = (Patient) records.look(patient).orElseThrow(() -> new StoreProblem.NotFound(patient));
        return new RoutePreview(new RecordWays(records, zone), records, paper)
                .write(record, wanted(sent), clock.instant());
    }

    private static String patient(OperationParameters sent) {
        String patient = sent.value("patient")
                .map(value -> value instanceof Reference reference ? String.valueOf(reference.getReference()) : "")
                .or(() -> sent.one("patient"))
                .orElse("");
        if (!patient.matches("Patient/[A-Za-z0-9\\-.]{1,64}")) {
            throw OperationParameters.problem("patient", "patient is Patient/id, a reference to a stored patient");
        }
        return patient;
    }

    /** A role that was asked for, {@code system|code} in the URL; else a family physician. */
    private Predicate<Set<Code>> wanted(OperationParameters sent) {
        Set<Code> asked = sent.value("role").stream()
                .filter(CodeableConcept.class::isInstance)
                .flatMap(concept -> ((CodeableConcept) concept).getCoding().stream())
                .map(coding -> new Code(String.valueOf(coding.getSystem()), String.valueOf(coding.getCode())))
                .collect(Collectors.toCollection(HashSet::new));
        sent.one("role").ifPresent(token -> {
            int bar = token.indexOf('|');
            if (bar < 1 || bar == token.length() - 1) {
                throw OperationParameters.problem("role", "role is a code with its system: system|code");
            }
            asked.add(new Code(token.substring(0, bar), token.substring(bar + 1)));
        });
        return asked.isEmpty()
                ? familyPhysicians::containsAny
                : roles -> roles.stream().anyMatch(asked::contains);
    }

    /** What the caller may see. */
    private final class Records implements PatientRecords {
        private final StoreView view;

        Records(StoreView view) {
            this.view = view;
        }

        @Override
        public Optional<Resource> look(String reference) {
            int slash = reference.indexOf('/');
            boolean local = slash > 0 && reference.indexOf('/', slash + 1) < 0;
            return local
                    ? view.read(reference.substring(0, slash), reference.substring(slash + 1))
                            .filter(stored -> !stored.deleted())
                            .map(store::parse)
                    : Optional.empty();
        }

        @Override
        public List<StoredRef> find(Target.Logical name) {
            if (!ExposedTypes.NAMES.contains(name.type())) {
                return List.of();
            }
            return view.search(StoredDirectory.named(name)).matches().stream()
                    .map(stored -> new StoredRef(stored.type(), stored.id()))
                    .toList();
        }

        @Override
        public List<StoredRef> roles(String practitioner) {
            return view.search(StoredDirectory.rolesOf(practitioner)).matches().stream()
                    .map(stored -> new StoredRef(stored.type(), stored.id()))
                    .toList();
        }

        @Override
        public List<CareTeam> activeTeams(String patient) {
            return view.search(PatientTeams.active(patient)).matches().stream()
                    .map(stored -> (CareTeam) store.parse(stored))
                    .toList();
        }
    }
}
