package org.painbridge.imaging.fhir;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.hl7.fhir.r4.model.Device;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Resource;
import org.jspecify.annotations.Nullable;
import org.painbridge.clinical.Code;
import org.painbridge.imaging.Fact;
import org.painbridge.imaging.FactEvidence;
import org.painbridge.imaging.FactState;
import org.painbridge.imaging.Finding;
import org.painbridge.imaging.FindingSource;
import org.painbridge.imaging.RuleSet;
import org.painbridge.imaging.Wording;

/** Finds the devices of a person, by code and by words. One that is none of those looked for is not passed over either. */
final class DeviceReader {
    private static final Set<String> NOT_IN_USE = Set.of("inactive", "entered-in-error", "completed", "intended");

    private final Wanted<FactEvidence.Device> coded;
    private final Worded<FactEvidence.Device> worded;
    private final List<Other> others;

    private record Other(Fact fact, Wording harmless) {}

    DeviceReader(RuleSet rules) {
        coded = new Wanted<>(rules, FactEvidence.Device.class, FactEvidence.Device::codes);
        worded = new Worded<>(rules, FactEvidence.Device.class, FactEvidence.Device::words);
        others = rules.facts().values().stream()
                .flatMap(fact -> fact.evidence().stream()
                        .filter(FactEvidence.OtherDevice.class::isInstance)
                        .map(FactEvidence.OtherDevice.class::cast)
                        .map(other -> new Other(fact, other.harmless())))
                .toList();
    }

    /** A device of nobody says nothing. */
    Stream<Finding> findings(Device device) {
        return device.hasPatient() ? found(device, FindingReader.reference(device), null) : Stream.empty();
    }

    /** @param all the data, among which a statement of use may find its device */
    Stream<Finding> findings(DeviceUseStatement use, List<Resource> all) {
        if (!isInUse(use)) {
            return Stream.empty();
        }
        String reference = FindingReader.reference(use);
        LocalDate seen = new FhirMoment(use.getRecordedOnElement()).day();
        List<Device> used = Stream.concat(all.stream(), use.getContained().stream())
                .filter(Device.class::isInstance)
                .map(Device.class::cast)
                .filter(device -> ImagingRequest.isReferenceTo(use.getDevice(), device))
                .toList();
        return used.isEmpty()
                ? told(Stream.ofNullable(use.getDevice().getDisplay()).toList(), reference, seen)
                : used.stream().flatMap(device -> found(device, reference, seen));
    }

    static boolean isInUse(DeviceUseStatement use) {
        return !CareReader.isAny(NOT_IN_USE, use.getStatus());
    }

    private Stream<Finding> found(Device device, String reference, @Nullable LocalDate seen) {
        if (device.hasStatus() && CareReader.isAny(NOT_IN_USE, device.getStatus())) {
            return Stream.empty();
        }
        List<Finding> known = coded.of(new Coded(device.getType()).codes())
                .map(match -> finding(match.fact(), match.code(), reference, seen, null))
                .toList();
        return known.isEmpty() ? told(texts(device), reference, seen) : known.stream();
    }

    private static List<String> texts(Device device) {
        Stream<String> names = device.getDeviceName().stream().flatMap(name -> Stream.ofNullable(name.getName()));
        return Stream.concat(new Coded(device.getType()).texts(), names).toList();
    }

    /** By words; where they say nothing that we know, it is another device, of whatever kind. */
    private Stream<Finding> told(List<String> texts, String reference, @Nullable LocalDate seen) {
        String name = Worded.shown(texts).orElse(null);
        List<Finding> known = worded.of(texts)
                .map(fact -> finding(fact, null, reference, seen, name))
                .toList();
        return known.isEmpty()
                ? others.stream()
                        .filter(other -> !other.harmless().fits(String.join(" ", texts)))
                        .map(other -> finding(other.fact(), null, reference, seen, name))
                : known.stream();
    }

    private static Finding finding(
            Fact fact, @Nullable Code code, String reference, @Nullable LocalDate seen, @Nullable String name) {
        return Finding.of(
                fact.id(),
                FactState.MET,
                Finding.Origin.CHART,
                new FindingSource(reference, "Device.type", code, seen, null, name));
    }
}
