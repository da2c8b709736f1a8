package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.CarePlan;
import org.hl7.fhir.r4.model.CareTeam;
import org.hl7.fhir.r4.model.MedicationRequest;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r4.model.ServiceRequest;
import org.painbridge.careplan.Addressee;
import org.painbridge.careplan.Directory;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.Way;
import org.painbridge.careplan.fhir.Addressees;
import org.painbridge.careplan.fhir.PatientRecords;
import org.painbridge.careplan.fhir.RecordWays;
import org.painbridge.clinical.Code;
import org.painbridge.clinical.PatientRef;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.ScopedTransaction;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.UncheckedSqlException;

/** Looks up in the store, inside the transaction of the push, whom a plan names. */
final class StoredDirectory implements Directory, PatientRecords {
    private final StoreTransaction transaction;
    private final StoreView view;
    private final HeldPlan looked;
    private final RecordWays ways;

    /**
     * @param view of the sender: a patient for whom it may not write a plan is not there, nor a care team or a prescription, whose
     *     dose is told, that it may not see
     * @param zone in which a date without time is meant
     */
    StoredDirectory(StoreTransaction transaction, StoreView view, ZoneId zone) {
        this.transaction = transaction;
        this.view = view;
        this.looked = new HeldPlan(transaction);
        this.ways = new RecordWays(this, zone);
    }

    @Override
    public Map<Target.Named, List<StoredRef>> find(Set<Target.Named> names) {
        looked.lookAll(names.stream()
                .filter(Target.Literal.class::isInstance)
                .map(name -> address((Target.Literal) name))
                .toList());
        Map<Target.Named, List<StoredRef>> found = new HashMap<>();
        names.forEach(name ->
                found.put(name, find(name).stream().filter(this::isReached).toList()));
        return found;
    }

    @Override
    public Stream<Way> ways(PatientRef patient, Predicate<Set<Code>> roles, Instant moment) {
        return ways.of(stored(patient), roles, moment);
    }

    @Override
    public boolean isActive(StoredRef who, Instant moment) {
        return ways.isActive(who, moment);
    }

    @Override
    public Optional<Resource> look(String reference) {
        return looked.look(reference);
    }

    @Override
    public List<CareTeam> activeTeams(String patient) {
        try {
            return view.within(transaction).search(PatientTeams.active(patient)).stream()
                    .map(stored -> transaction.parse(CareTeam.class, stored))
                    .toList();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public List<StoredRef> find(Target.Logical name) {
        return find((Target.Named) name);
    }

    private boolean isReached(StoredRef stored) {
        try {
            return switch (stored.type()) {
                case "Patient" -> view.mayCreate(transaction, "CarePlan", stored.id());
                case "MedicationRequest" -> isSeen(view.within(transaction), stored);
                default -> true;
            };
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    static boolean isSeen(ScopedTransaction caller, StoredRef stored) throws SQLException {
        return caller.read(stored.type(), stored.id())
                .filter(found -> !found.deleted())
                .isPresent();
    }

    Patient stored(PatientRef patient) {
        String address = "Patient/" + patient.id();
        return (Patient) looked.look(address).orElseThrow(() -> new StoreProblem.NotFound(address));
    }

    @Override
    public Optional<StoredRef> person(StoredRef who) {
        return new Addressees(looked::look).person(who.toString());
    }

    @Override
    public Optional<StoredRef> patient(StoredRef what) {
        Optional<Reference> subject = looked.look(what.toString()).flatMap(found -> switch (found) {
            case ServiceRequest request -> Optional.of(request.getSubject());
            case CarePlan plan -> Optional.of(plan.getSubject());
            case MedicationRequest medicine -> Optional.of(medicine.getSubject());
            default -> Optional.empty();
        });
        return subject.map(Reference::getReferenceElement)
                .filter(id -> "Patient".equals(id.getResourceType()) && !id.isAbsolute())
                .map(id -> new StoredRef("Patient", id.getIdPart()));
    }

    @Override
    public Addressee addressee(StoredRef who) {
        return ways.addressee(who, transaction.now());
    }

    @Override
    public StoredRef inbox(StoredRef who, Instant moment) {
        return ways.inbox(who, moment);
    }

    @Override
    public List<StoredRef> roles(String practitioner) {
        try {
            return transaction.search(rolesOf(practitioner)).stream()
                    .map(stored -> new StoredRef(stored.type(), stored.id()))
                    .toList();
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    static SearchQuery rolesOf(String practitioner) {
        return SearchQuery.of("PractitionerRole")
                .where("practitioner", practitioner)
                .where("_count", "50");
    }

    static SearchQuery named(Target.Logical name) {
        return SearchQuery.of(name.type())
                .where("identifier", SearchQuery.token(name.system(), name.value()))
                .where("_count", "2")
                .withExactTokens();
    }

    private static String address(Target.Literal name) {
        return name.type() + "/" + name.id();
    }

    private List<StoredRef> find(Target.Named name) {
        try {
            return switch (name) {
                case Target.Literal literal ->
                    looked.look(address(literal)).isPresent()
                            ? List.of(new StoredRef(literal.type(), literal.id()))
                            : List.of();
                case Target.Logical logical when !ExposedTypes.NAMES.contains(logical.type()) -> List.of();
                case Target.Logical logical -> {
                    yield transaction.search(named(logical)).stream()
                            .map(stored -> new StoredRef(stored.type(), stored.id()))
                            .toList();
                }
            };
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }
}
