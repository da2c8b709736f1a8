package org.painbridge.server.imaging;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.DetectedIssue;
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
import org.painbridge.server.store.StoreTransaction;

/**
 * Keeps decisions: GuidanceResponse, RequestGroup, DetectedIssues, Provenance and rows of our own, in one transaction, signed.
 * Those of the operation and of hooks alike.
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

    /** Stores a decision once: the same question, asked again, has the same id and gets the first token. */
    Kept keep(ImagingDecision decision, Asked asked, DecisionGraph graph) {
        Signature signature = sign(decision);
        Entry entry = new Entry(decision, asked, Origin.OPERATION, Optional.of(signature), () -> graph);
        return store.write(transaction -> {
            Optional<String> earlier = table.token(transaction.connection(), decision.id());
            if (earlier.isPresent()) {
                return new Kept(transaction.require(Provenance.class, decision.id()), earlier.get());
            }
            insert(transaction, List.of(entry));
            return new Kept(create(transaction, entry, signature), signature.token());
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

    /** Keeps decisions that were told before, all of them or none. One that is there stays as it is. */
    public void keepAll(List<Entry> entries) {
        store.write(transaction -> {
            Map<String, Entry> missing = new LinkedHashMap<>();
            entries.forEach(entry -> missing.putIfAbsent(entry.decision().id(), entry));
            missing.keySet().removeAll(table.present(transaction.connection(), List.copyOf(missing.keySet())));
            for (Entry entry : missing.values()) {
                if (entry.signature().isPresent()) {
                    create(transaction, entry, entry.signature().get());
                }
            }
            insert(transaction, List.copyOf(missing.values()));
            return missing.size();
        });
    }

    private void insert(StoreTransaction transaction, List<Entry> entries) {
        table.insert(transaction, entries.stream().map(this::row).toList());
        vectors.insert(
                transaction,
                entries.stream()
                        .flatMap(entry -> vector(entry.decision(), entry.asked()).stream())
                        .toList());
    }

    private Provenance create(StoreTransaction transaction, Entry entry, Signature signature) throws SQLException {
        DecisionGraph graph = entry.graph().get();
        String id = entry.decision().id();
        boolean abroad = entry.asked().abroad();
        Provenance provenance = provenances.provenance(
                entry.decision(), entry.asked().request(), signature.issued(), signature.token());
        create(transaction, graph.guidance().copy(), id, id, abroad);
        if (graph.alternatives().isPresent()) {
            provenance.addTarget().setReference("RequestGroup/" + id);
            create(transaction, graph.alternatives().get().copy(), id, id, abroad);
        }
        for (DetectedIssue issue : graph.issues()) {
            create(transaction, issue.copy(), transaction.newId(), id, abroad);
        }
        create(transaction, provenance.copy(), id, id, abroad);
        return provenance;
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

    private void create(StoreTransaction transaction, Resource resource, String id, String decision, boolean abroad)
            throws SQLException {
        if (abroad) {
            elsewhere.detach(resource, decision);
        }
        transaction.create(resource, id);
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
