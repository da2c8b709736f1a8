package org.painbridge.server.careplan;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Identifier;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.careplan.Addressee;
import org.painbridge.careplan.Directory;
import org.painbridge.careplan.StoredRef;
import org.painbridge.careplan.Target;
import org.painbridge.careplan.fhir.Addressees;
import org.painbridge.clinical.PatientRef;
import org.painbridge.server.store.ExposedTypes;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreProblem;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoreView;
import org.painbridge.server.store.UncheckedSqlException;

/** Looks up in the store, inside the transaction of the push, whom a plan names. */
final class StoredDirectory implements Directory {
    private final StoreTransaction transaction;
    private final StoreView view;
    private final HeldPlan looked;

    /** @param view of the sender: a patient for whom it may not write a plan is not there */
    StoredDirectory(StoreTransaction transaction, StoreView view) {
        this.transaction = transaction;
        this.view = view;
        this.looked = new HeldPlan(transaction);
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
    public List<StoredRef> generalPractitioners(PatientRef patient) {
        List<StoredRef> found = new ArrayList<>();
        for (Reference reference : stored(patient).getGeneralPractitioner()) {
            found.addAll(find(reference));
        }
        return found.stream().filter(this::isActive).toList();
    }

    private boolean isReached(StoredRef stored) {
        try {
            return !stored.type().equals("Patient") || view.mayCreate(transaction, "CarePlan", stored.id());
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }

    @Override
    public Optional<StoredRef> managingOrganization(PatientRef patient) {
        List<StoredRef> found = find(stored(patient).getManagingOrganization());
        return found.size() == 1 ? Optional.of(found.getFirst()).filter(this::isActive) : Optional.empty();
    }

    /** Nobody is found by the record who is none any more. */
    private boolean isActive(StoredRef who) {
        return looked.look(who.toString()).filter(Addressees::isActive).isPresent();
    }

    private Patient stored(PatientRef patient) {
        String address = "Patient/" + patient.id();
        return (Patient) looked.look(address).orElseThrow(() -> new StoreProblem.NotFound(address));
    }

    @Override
    public Optional<StoredRef> person(StoredRef who) {
        return new Addressees(looked::look).person(who.toString());
    }

    @Override
    public Addressee addressee(StoredRef who) {
        return new Addressees(looked::look).of(who.toString());
    }

    private List<StoredRef> find(Reference reference) {
        IIdType address = reference.getReferenceElement();
        if (address.isAbsolute()) {
            return List.of(); // A stored reference under our own base is relative, so this one leads to another server.
        }
        if (address.hasResourceType() && address.hasIdPart()) {
            return find(new Target.Literal(address.getResourceType(), address.getIdPart()));
        }
        Identifier identifier = reference.getIdentifier();
        boolean named = reference.hasType() && identifier.hasSystem() && identifier.hasValue();
        return named
                ? find(new Target.Logical(reference.getType(), identifier.getSystem(), identifier.getValue()))
                : List.of();
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
                    SearchQuery query = SearchQuery.of(logical.type())
                            .where("identifier", SearchQuery.token(logical.system(), logical.value()))
                            .where("_count", "2")
                            .withExactTokens();
                    yield transaction.search(query).stream()
                            .map(stored -> new StoredRef(stored.type(), stored.id()))
                            .toList();
                }
            };
        } catch (SQLException e) {
            throw new UncheckedSqlException(e);
        }
    }
}
