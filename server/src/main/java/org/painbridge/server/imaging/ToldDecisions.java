package org.painbridge.server.imaging;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreProblem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decisions that were told before they were kept, as those of hooks are. Row, facts and packed resources come first and cost
 * little; the resources are stored afterwards, at the latest when somebody asks for one of them by its decision.
 */
public final class ToldDecisions {
    private static final Logger LOG = LoggerFactory.getLogger(ToldDecisions.class);

    private final FhirStore store;
    private final Decisions decisions;
    private final ToldTable table = new ToldTable();

    ToldDecisions(FhirStore store, Decisions decisions) {
        this.store = store;
        this.decisions = decisions;
    }

    /**
     * What is kept of a decision, without its chart.
     *
     * @param told empty where nobody saw it
     */
    public record Packed(Decisions.Rows rows, Decisions.Labels labels, Optional<ToldTable.Row> told) {
        String id() {
            return rows.decision().id();
        }
    }

    public Packed pack(Decisions.Entry entry) {
        return new Packed(
                decisions.rows(entry),
                decisions.labels(entry),
                entry.signature()
                        .map(signature -> new ToldTable.Row(
                                entry.decision().id(),
                                signature.issued(),
                                entry.asked().abroad(),
                                PackedResources.pack(
                                        decisions.resources(entry, decisions.provenance(entry, signature))))));
    }

    /** Keeps them all, or none. One that is there stays as it is, but for labels. */
    public void keep(List<Packed> all) {
        store.write(transaction -> {
            Map<String, Packed> missing = new LinkedHashMap<>();
            all.forEach(each -> missing.putIfAbsent(each.id(), each));
            missing.keySet().removeAll(decisions.present(transaction, List.copyOf(missing.keySet())));
            decisions.insert(
                    transaction, missing.values().stream().map(Packed::rows).toList());
            table.insert(
                    transaction,
                    missing.values().stream()
                            .flatMap(each -> each.told().stream())
                            .toList());
            for (Packed each : all) {
                if (missing.get(each.id()) != each) {
                    decisions.label(transaction, each.labels());
                }
            }
            return missing.size();
        });
    }

    /**
     * Stores the resources of the oldest that wait. What cannot be stored is set aside.
     *
     * @return how many were taken
     */
    public int store(int limit) {
        List<ToldTable.Row> taken = new ArrayList<>();
        try {
            return store.write(transaction -> {
                taken.clear();
                taken.addAll(table.take(transaction.connection(), limit));
                decisions.storeResources(transaction, taken);
                return taken.size();
            });
        } catch (StoreProblem.Unavailable | StoreProblem.StorageFull | StoreProblem.Conflict e) {
            throw e;
        } catch (RuntimeException e) {
            if (taken.size() > 1) {
                return store(1);
            }
            setAside(taken, e);
            return taken.size();
        }
    }

    /** Not the message, nor the causes: they may quote the patient. */
    private void setAside(List<ToldTable.Row> rows, RuntimeException failure) {
        rows.forEach(row -> LOG.error(
                "The resources of decision {} are set aside: {}",
                row.id(),
                failure.getClass().getName()));
        store.write(transaction -> {
            table.setAside(transaction.connection(), rows);
            return rows.size();
        });
    }
}
