package org.painbridge.server.imaging;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.Meta;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.fhir.DecisionGraph;
import org.painbridge.imaging.fhir.ImagingAppropriateness;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.ProvenanceWriter;
import org.painbridge.server.imaging.signing.DecisionClaims;
import org.painbridge.server.imaging.signing.DecisionSigner;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.MetaLabels;
import org.painbridge.server.store.SearchQuery;
import org.painbridge.server.store.StoreTransaction;
import org.painbridge.server.store.StoredResource;

/**
 * Keeps decisions: GuidanceResponse, RequestGroup, DetectedIssues, Provenance and rows of our own, in one transaction, signed.
 * Those of hooks are kept by {@link ToldDecisions}.
 */
public final class Decisions {
    private final FhirStore store;
    private final DecisionSigner signer;
    private final Elsewhere elsewhere;
    private final Clock clock;
    private final ProvenanceWriter provenances;
    private final String programVersion;
    private final ZoneId zone;
    private final DecisionTable table = new DecisionTable();
    private final VectorTable vectors = new VectorTable();
    private final ToldTable told = new ToldTable();

    Decisions(
            FhirStore store,
            DecisionSigner signer,
            Elsewhere elsewhere,
            Clock clock,
            ZoneId zone,
            String programVersion) {
        this.store = store;
        this.zone = zone;
        this.signer = signer;
        this.elsewhere = elsewhere;
        this.clock = clock;
        this.programVersion = programVersion;
        this.provenances = new ProvenanceWriter(programVersion);
    }

    /**
     * What was kept.
     *
     * @param token compact JWS
     */
    record Kept(Provenance provenance, String token) {}

    /**
     * The question.
     *
     * @param pack that judged it
     * @param abroad whether another system holds the record of the patient
     */
    public record Asked(ImagingRequest request, ImagingAppropriateness pack, boolean abroad) {}

    /** @param token compact JWS */
    public record Signature(String token, Instant issued) {}

    /**
     * A decision to be kept.
     *
     * @param signature empty where it is told to nobody: then only its row and its facts are kept, without the person
     * @param graph what is stored of it
     */
    public record Entry(
            ImagingDecision decision,
            Asked asked,
            Origin origin,
            Optional<Signature> signature,
            Supplier<DecisionGraph> graph) {}

    public Signature sign(ImagingDecision decision) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        return new Signature(signer.sign(claims(decision, now)), now);
    }

    /**
     * The rows of a decision.
     *
     * @param facts empty without an order that was understood
     */
    record Rows(DecisionTable.Row decision, Optional<VectorTable.Vector> facts) {}

    /**
     * What labels a decision has to have.
     *
     * @param id of the decision
     * @param issues identifiers of its DetectedIssues
     */
    record Labels(String id, List<Coding> labels, List<String> issues) {}

    Labels labels(Entry entry) {
        List<Coding> labels = entry.asked().request().labels();
        List<String> issues = labels.isEmpty()
                ? List.of()
                : entry.graph().get().issues().stream()
                        .map(issue -> issue.getIdentifierFirstRep().getValue())
                        .toList();
        return new Labels(entry.decision().id(), labels, issues);
    }

    /** Of a question that is asked again: labels that came meanwhile go to what is stored of the first. */
    void label(StoreTransaction transaction, Labels asked) throws SQLException {
        if (asked.labels().isEmpty()) {
            return;
        }
        transaction.flush();
        storeResources(transaction, told.takeGood(transaction.connection(), asked.id()));
        List<StoredResource> stored = new ArrayList<>();
        for (String type : List.of("GuidanceResponse", "RequestGroup", "Provenance")) {
            transaction.readToChange(type, asked.id()).ifPresent(stored::add);
        }
        for (String issue : asked.issues()) {
            SearchQuery query =
                    SearchQuery.of("DetectedIssue").where("identifier", SearchQuery.token("urn:ietf:rfc:3986", issue));
            for (StoredResource found : transaction.search(query)) {
                transaction.readToChange("DetectedIssue", found.id()).ifPresent(stored::add);
            }
        }
        for (StoredResource each : stored) {
            if (!each.deleted()) {
                Resource resource = transaction.parse(each);
                if (MetaLabels.add(resource.getMeta(), new Meta().setSecurity(asked.labels()))) {
                    transaction.update(resource, each.version());
                }
            }
        }
    }

    /** Stores a decision once: the same question, asked again, has the same id and gets the first token. */
    Kept keep(ImagingDecision decision, Asked asked, DecisionGraph graph) {
        Signature signature = sign(decision);
        Entry entry = new Entry(decision, asked, Origin.OPERATION, Optional.of(signature), () -> graph);
        return store.write(transaction -> {
            Optional<String> earlier = table.token(transaction.connection(), decision.id());
            if (earlier.isPresent()) {
                storeResources(transaction, told.take(transaction.connection(), decision.id()));
                label(transaction, labels(entry));
                return new Kept(transaction.require(Provenance.class, decision.id()), earlier.get());
            }
            insert(transaction, List.of(rows(entry)));
            Provenance provenance = provenance(entry, signature);
            List<Resource> copies =
                    resources(entry, provenance).stream().map(Resource::copy).toList();
            create(transaction, copies, asked.abroad(), decision.id());
            return new Kept(provenance, signature.token());
        });
    }

    /** Keeps the facts alone, without the person. */
    void keepFacts(ImagingDecision decision, Asked asked) {
        vector(decision, asked)
                .ifPresent(vector -> store.write(transaction -> {
                    vectors.insert(transaction, List.of(vector));
                    return vector;
                }));
    }

    Rows rows(Entry entry) {
        return new Rows(row(entry), vector(entry.decision(), entry.asked()));
    }

    /** Of these ids, those that are kept. */
    Set<String> present(StoreTransaction transaction, List<String> ids) throws SQLException {
        return ids.isEmpty() ? Set.of() : table.present(transaction.connection(), ids);
    }

    void insert(StoreTransaction transaction, List<Rows> rows) {
        table.insert(transaction, rows.stream().map(Rows::decision).toList());
        vectors.insert(
                transaction,
                rows.stream().flatMap(each -> each.facts().stream()).toList());
    }

    /** What is stored of a decision, with the security labels of what it was made from; DetectedIssues have no id yet. */
    List<Resource> resources(Entry entry, Provenance provenance) {
        DecisionGraph graph = entry.graph().get();
        String id = entry.decision().id();
        List<Resource> resources = new ArrayList<>();
        resources.add(graph.guidance());
        graph.alternatives().ifPresent(alternatives -> {
            provenance.addTarget().setReference("RequestGroup/" + id);
            resources.add(alternatives);
        });
        resources.addAll(graph.issues());
        resources.add(provenance);
        List<Coding> labels = entry.asked().request().labels();
        resources.forEach(resource -> MetaLabels.add(resource.getMeta(), new Meta().setSecurity(labels)));
        return resources;
    }

    Provenance provenance(Entry entry, Signature signature) {
        return provenances.provenance(entry.decision(), entry.asked().request(), signature.issued(), signature.token());
    }

    private Optional<VectorTable.Vector> vector(ImagingDecision decision, Asked asked) {
        YearMonth month = YearMonth.from(asked.request().evaluatedAt());
        return decision.asked()
                .map(order -> new VectorTable.Vector(
                        asked.pack().sheet(order),
                        month.getYear() * 100 + month.getMonthValue(),
                        Stratum.of(asked.request(), zone),
                        decision.result()))
                .filter(VectorTable.Vector::fits);
    }

    /** The token of a decision that is kept here. */
    Optional<String> token(String id) {
        return store.query(connection -> table.token(connection, id));
    }

    /** Stores the resources of this decision now, if they wait for it. */
    void settle(String id) {
        if (store.query(connection -> told.waits(connection, id))) {
            store.write(transaction -> {
                storeResources(transaction, told.take(transaction.connection(), id));
                return id;
            });
        }
    }

    /** Stores what waits in rows that were taken, and ends their waiting. */
    void storeResources(StoreTransaction transaction, List<ToldTable.Row> rows) throws SQLException {
        for (ToldTable.Row row : rows) {
            create(transaction, PackedResources.unpack(row.resources()), row.abroad(), row.id());
        }
        told.delete(transaction.connection(), rows);
    }

    private void create(StoreTransaction transaction, List<Resource> resources, boolean abroad, String id)
            throws SQLException {
        for (Resource resource : resources) {
            if (abroad) {
                elsewhere.detach(resource, id);
            }
            transaction.create(resource, resource.hasId() ? resource.getIdPart() : transaction.newId());
        }
    }

    private DecisionClaims claims(ImagingDecision decision, Instant now) {
        return new DecisionClaims(
                decision.id(),
                decision.orderHash(),
                decision.factHash(),
                decision.verdict().rules().hash(),
                programVersion,
                decision.result(),
                now);
    }

    private DecisionTable.Row row(Entry entry) {
        ImagingDecision decision = entry.decision();
        Optional<ImagingVerdict.Rated> rated =
                decision.verdict() instanceof ImagingVerdict.Rated found ? Optional.of(found) : Optional.empty();
        return new DecisionTable.Row(
                decision.id(),
                entry.signature().map(Signature::issued).orElseGet(clock::instant),
                decision.result(),
                rated.map(each -> each.scenario().id()).orElse(null),
                rated.map(each -> each.option().procedureKey()).orElse(null),
                decision.verdict().rules().versioned(),
                entry.signature().map(signature -> decision.orderHash()).orElse(null),
                Orderer.of(entry.asked().request()),
                entry.signature().map(Signature::token).orElse(null),
                entry.origin());
    }
}
