package org.painbridge.server.dispensing.disclosure;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.painbridge.dispensing.BilingualText;
import org.painbridge.server.dispensing.Monitoring.Volume;

/**
 * A prescriber among those of one specialty who had dispenses in the same days.
 *
 * @param specialty as the directory has it
 * @param peers how many there are; empty where that is too few to be told
 */
record PeerGroup(String specialty, Optional<Integer> peers, List<Figure> figures) {
    private static final BilingualText DISPENSES = new BilingualText("Dispenses", "Délivrances");
    private static final BilingualText PATIENTS = new BilingualText("Patients", "Patients");
    private static final BilingualText PER_PATIENT =
            new BilingualText("Dispenses for each patient", "Délivrances par patient");

    /** @param peers empty where there are too few of them */
    record Figure(BilingualText name, BigDecimal own, Optional<Quartiles> peers) {}

    static PeerGroup of(String specialty, Volume own, Collection<Volume> peers, int smallestGroup) {
        Optional<Integer> size = Optional.of(peers.size()).filter(count -> count >= smallestGroup);
        return new PeerGroup(
                specialty,
                size,
                List.of(
                        figure(DISPENSES, own, peers, smallestGroup, each -> BigDecimal.valueOf(each.dispenses())),
                        figure(PATIENTS, own, peers, smallestGroup, each -> BigDecimal.valueOf(each.patients())),
                        figure(PER_PATIENT, own, peers, smallestGroup, PeerGroup::perPatient)));
    }

    private static Figure figure(
            BilingualText name,
            Volume own,
            Collection<Volume> peers,
            int smallestGroup,
            Function<Volume, BigDecimal> value) {
        return new Figure(
                name, value.apply(own), Quartiles.of(peers.stream().map(value).toList(), smallestGroup));
    }

    private static BigDecimal perPatient(Volume volume) {
        return volume.patients() == 0
                ? BigDecimal.ZERO
                : BigDecimal.valueOf(volume.dispenses())
                        .divide(BigDecimal.valueOf(volume.patients()), 1, RoundingMode.HALF_UP);
    }
}
