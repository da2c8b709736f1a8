package org.painbridge.server.imaging.cdshooks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.hl7.fhir.instance.model.api.IIdType;
import org.painbridge.imaging.fhir.ChartPart;

/** The chart of one call on the client's FHIR server. */
final class ClientChart implements ChartSource {
    /** Of one search. */
    private static final int MOST_PAGES = 10;
    /** Whoever has more in use has others that speak for MRI or against it; the URL stays short. */
    private static final int MOST_DEVICES = 50;

    private final ClientSearches searches;
    private final String patientId;

    ClientChart(ClientSearches searches, String patientId) {
        this.searches = searches;
        this.patientId = patientId;
    }

    @Override
    public boolean fill(Missing missing, Gathered gathered) {
        List<ClientSearches.Search> all = new ArrayList<>();
        missing.parts()
                .forEach(part -> all.add(new ClientSearches.Search(
                        Missing.where(part), PrefetchTemplates.url(part, patientId), MOST_PAGES)));
        missing.pages().forEach((where, next) -> all.add(new ClientSearches.Search(where, next, MOST_PAGES - 1)));
        return searches.run(all, gathered);
    }

    @Override
    public void devices(List<IIdType> named, Gathered gathered) {
        String ids = named.stream()
                .filter(id -> !id.isAbsolute() || searches.isOf(id.getBaseUrl()))
                .map(IIdType::getIdPart)
                .distinct()
                .limit(MOST_DEVICES)
                .collect(Collectors.joining(","));
        if (!ids.isEmpty()) {
            searches.run(
                    List.of(new ClientSearches.Search(
                            Missing.where(ChartPart.DEVICE_USES), "Device?_id=" + ids, MOST_PAGES)),
                    gathered);
        }
    }
}
