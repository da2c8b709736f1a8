package org.painbridge.server.imaging.cdshooks;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;
import org.painbridge.server.imaging.StoredChart;
import org.painbridge.server.security.CallerViews;
import org.painbridge.server.store.StoreView;

/** Charts from our own records, for clients whose patients are ours. */
final class OwnCharts {
    private final StoredChart chart;
    private final CallerViews views;
    private final String base;
    private final boolean used;

    /**
     * @param base of our own FHIR server
     * @param used whether they may be read at all
     */
    OwnCharts(StoredChart chart, CallerViews views, String base, boolean used) {
        this.chart = chart;
        this.views = views;
        this.base = base;
        this.used = used;
    }

    /** We do not call ourselves over HTTP. */
    boolean isHere(ClientServer server) {
        return base.equals(server.base().toString())
                || (base + "/").equals(server.base().toString());
    }

    /** @return whether the patient is ours */
    boolean fill(Set<PrefetchKey> missing, HookCall call, HttpServletRequest request, Gathered gathered) {
        if (!used) {
            return false;
        }
        StoreView view = views.of(request);
        Optional<Patient> ours = chart.patient(new Reference("Patient/" + call.patientId()), view);
        if (ours.isEmpty() || !isSame(ours.get(), gathered.patient())) {
            return false;
        }
        Set<String> types = missing.stream().map(PrefetchKey::type).collect(Collectors.toSet());
        if (types.contains("Patient")) {
            gathered.add(List.of(ours.get()), "Patient");
        }
        List<Resource> data = chart.data(ours.get(), view).stream()
                .filter(resource -> types.contains(resource.fhirType()))
                .toList();
        gathered.add(data, "Patient");
        return true;
    }

    /** Two servers may use one id for two people. */
    private static boolean isSame(Patient ours, Optional<Patient> sent) {
        return sent.isEmpty()
                || (ours.hasBirthDate()
                        && ours.getBirthDateElement()
                                .getValueAsString()
                                .equals(sent.get().getBirthDateElement().getValueAsString()));
    }
}
