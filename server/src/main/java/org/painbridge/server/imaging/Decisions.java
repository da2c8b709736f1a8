package org.painbridge.server.imaging;

import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.hl7.fhir.r4.model.DetectedIssue;
import org.hl7.fhir.r4.model.Provenance;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.imaging.CaseSheet;
import org.painbridge.imaging.ImagingVerdict;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.fhir.DecisionGraph;
import org.painbridge.imaging.fhir.ImagingDecision;
import org.painbridge.imaging.fhir.ImagingRequest;
import org.painbridge.imaging.fhir.ProvenanceWriter;
import org.painbridge.server.imaging.signing.DecisionClaims;
import org.painbridge.server.imaging.signing.DecisionSigner;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;

/** Keeps decisions: GuidanceResponse, RequestGroup, DetectedIssues, Provenance and rows of our own, in one transaction, signed. */
final class Decisions {
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
     * @param rules that judged it
     * @param abroad whether another system holds the record of the patient
     */
    record Asked(ImagingRequest request, RuleSet rules, boolean abroad) {}

    /** Stores a decision once: the same question, asked again, has the same id and gets the first token. */
    Kept keep(ImagingDecision decision, Asked asked, DecisionGraph graph) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        String token = signer.sign(claims(decision, now));
        Provenance provenance = provenances.provenance(decision, asked.request(), now, token);
        graph.alternatives()
                .ifPresent(group -> provenance
                        .addTarget()
                        .setReference("RequestGroup/" + group.getIdElement().getIdPart()));
        DecisionTable.Row row = row(decision, asked.request(), now, token);
        return store.write(transaction -> {
            Optional<DecisionTable.Row> earlier = table.read(transaction.connection(), decision.id());
            if (earlier.isPresent()) {
                return earlier(transaction, decision.id(), earlier.get());
            }
            create(transaction, graph.guidance().copy(), decision.id(), asked.abroad());
            if (graph.alternatives().isPresent()) {
                create(transaction, graph.alternatives().get().copy(), decision.id(), asked.abroad());
            }
            for (DetectedIssue issue : graph.issues()) {
                create(transaction, issue.copy(), transaction.newId(), decision.id(), asked.abroad());
            }
            create(transaction, provenance.copy(), decision.id(), asked.abroad());
            table.insert(transaction, row);
            vector(decision, asked).ifPresent(vector -> vectors.insert(transaction, vector));
            return new Kept(provenance, token);
        });
    }

    /** Keeps the facts alone, without the person. */
    void keepFacts(ImagingDecision decision, Asked asked) {
        vector(decision, asked)
                .ifPresent(vector -> store.write(transaction -> {
                    vectors.insert(transaction, vector);
                    return vector;
                }));
    }

    private Optional<VectorTable.Vector> vector(ImagingDecision decision, Asked asked) {
        YearMonth month = YearMonth.from(asked.request().evaluatedAt());
        return decision.asked()
                .map(order -> new VectorTable.Vector(
                        CaseSheet.of(order, decision.verdict().trace(), asked.rules()),
                        month.getYear() * 100 + month.getMonthValue(),
                        Stratum.of(asked.request(), zone),
                        decision.result()))
                .filter(VectorTable.Vector::fits);
    }

    Optional<DecisionTable.Row> find(String id) {
        return store.query(connection -> table.read(connection, id));
    }

    private Kept earlier(StoreTransaction transaction, String id, DecisionTable.Row row) throws SQLException {
        Provenance provenance = transaction.require(Provenance.class, id);
        return new Kept(provenance, row.token());
    }

    private void create(StoreTransaction transaction, Resource resource, String id, boolean abroad)
            throws SQLException {
        create(transaction, resource, id, id, abroad);
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

    private static DecisionTable.Row row(ImagingDecision decision, ImagingRequest request, Instant now, String token) {
        Optional<ImagingVerdict.Rated> rated =
                decision.verdict() instanceof ImagingVerdict.Rated found ? Optional.of(found) : Optional.empty();
        return new DecisionTable.Row(
                decision.id(),
                now,
                decision.result(),
                rated.map(each -> each.scenario().id()).orElse(null),
                rated.map(each -> each.option().procedureKey()).orElse(null),
                decision.verdict().rules().versioned(),
                decision.orderHash(),
                Orderer.of(request),
                token);
    }
}
