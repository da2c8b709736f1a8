package org.painbridge.imaging;

import java.util.List;
import java.util.stream.Stream;

/** What the option of a scenario may name: a procedure key, no imaging, or with a star the keys of all its regions. */
final class ProcedureKeys {
    private static final String EACH_REGION = "*";

    private final ProcedureCatalogue catalogue;
    private final Match match;

    ProcedureKeys(ProcedureCatalogue catalogue, Match match) {
        this.catalogue = catalogue;
        this.match = match;
    }

    Stream<String> named(YamlMap option, String name) {
        if (name.contains(EACH_REGION)) {
            return ofEachRegion(option, name);
        }
        if (!name.equals(ImagingOption.NO_IMAGING) && catalogue.find(name).isEmpty()) {
            throw option.refuse("procedures", name + " is not a procedure key");
        }
        return Stream.of(name);
    }

    /** Some examinations exist for a part of the regions only. */
    private Stream<String> ofEachRegion(YamlMap option, String name) {
        if (!match.eachRegion()) {
            throw option.refuse("procedures", name + " needs a match with eachRegion");
        }
        List<String> keys = match.regions().stream()
                .sorted()
                .map(region -> name.replace(EACH_REGION, region))
                .filter(key -> catalogue.find(key).isPresent())
                .toList();
        if (keys.isEmpty()) {
            throw option.refuse("procedures", name + " is a procedure key in no region");
        }
        return keys.stream();
    }
}
