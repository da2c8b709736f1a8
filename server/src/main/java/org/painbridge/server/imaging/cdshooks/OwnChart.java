package org.painbridge.server.imaging.cdshooks;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.Patient;
import org.hl7.fhir.r4.model.Reference;
import org.painbridge.imaging.fhir.ChartPart;
import org.painbridge.server.imaging.StoredChart;
import org.painbridge.server.store.StoreView;

/** The chart of one call in our own records, if the patient is ours: the same that the operation reads. */
final class OwnChart implements ChartSource {
    private static final String HERE = "Patient";

    private final StoredChart chart;
    private final StoreView view;
    private final String patientId;

    OwnChart(StoredChart chart, StoreView view, String patientId) {
        this.chart = chart;
        this.view = view;
        this.patientId = patientId;
    }

    @Override
    public boolean fill(Missing missing, Gathered gathered) {
        Optional<Patient> ours = patient(gathered);
        if (ours.isEmpty()) {
            missing.noteAll(gathered);
            return false;
        }
        Set<ChartPart> parts = EnumSet.noneOf(ChartPart.class);
        parts.addAll(missing.parts());
        // Of a Bundle that was cut short all is read: we cannot follow its pages into our own records.
        missing.pages()
                .keySet()
                .forEach(where -> Missing.partAt(where)
                        .ifPresentOrElse(parts::add, () -> gathered.note(where, Missing.MORE_PAGES)));
        if (parts.remove(ChartPart.PATIENT)) {
            gathered.add(List.of(ours.get()), HERE);
        }
        gathered.add(chart.data(ours.get(), parts, view), HERE);
        return true;
    }

    @Override
    public void devices(List<IIdType> named, Gathered gathered) {
        if (patient(gathered).isPresent()) {
            gathered.add(chart.devices(named, view), HERE);
        }
    }

    /** Two servers may use one id for two people. */
    private Optional<Patient> patient(Gathered gathered) {
        return chart.patient(new Reference("Patient/" + patientId), view)
                .filter(ours -> gathered.patient()
                        .map(sent -> ours.hasBirthDate()
                                && ours.getBirthDateElement()
                                        .getValueAsString()
                                        .equals(sent.getBirthDateElement().getValueAsString()))
                        .orElse(true));
    }
}
