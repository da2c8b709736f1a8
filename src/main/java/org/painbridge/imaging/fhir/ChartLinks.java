package org.painbridge.imaging.fhir;

import java.util.List;
import org.hl7.fhir.instance.model.api.IIdType;
import org.hl7.fhir.r4.model.DeviceUseStatement;
import org.hl7.fhir.r4.model.Reference;
import org.hl7.fhir.r4.model.Resource;

/** What a chart names and does not hold: what is implanted stands in the Device, which need not name the person. */
public final class ChartLinks {
    private ChartLinks() {}

    /** The devices that statements of use name and that are not among the resources. */
    public static List<IIdType> missingDevices(List<? extends Resource> chart) {
        return chart.stream()
                .filter(DeviceUseStatement.class::isInstance)
                .map(DeviceUseStatement.class::cast)
                .filter(DeviceReader::isInUse)
                .filter(use -> isElsewhere(use, chart))
                .map(use -> use.getDevice().getReferenceElement())
                .distinct()
                .toList();
    }

    private static boolean isElsewhere(DeviceUseStatement use, List<? extends Resource> chart) {
        Reference device = use.getDevice();
        IIdType id = device.getReferenceElement();
        return "Device".equals(id.getResourceType())
                && id.isIdPartValid()
                && chart.stream().noneMatch(resource -> ImagingRequest.isReferenceTo(device, resource));
    }
}
