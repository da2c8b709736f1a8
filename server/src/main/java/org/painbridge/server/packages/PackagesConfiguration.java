package org.painbridge.server.packages;

import ca.uhn.fhir.context.FhirContext;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;
import org.painbridge.server.fhirserver.Guide;
import org.painbridge.server.store.FhirStore;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Packages: where they lie, who asks for them. */
@Configuration(proxyBeanMethods = false)
class PackagesConfiguration {
    private final PackageTable table = new PackageTable();

    @Bean
    InstalledDefinitions installedDefinitions(FhirContext context, ObjectProvider<FhirStore> store, Clock clock) {
        return new InstalledDefinitions(context, store::getObject, table, clock);
    }

    @Bean
    InstallProvider installProvider(
            FhirStore store, InstalledDefinitions definitions, Guide guide, PackageSettings settings) {
        PackageInstaller installer =
                new PackageInstaller(store, table, definitions, (type, url) -> isOwn(guide, type, url));
        return new InstallProvider(installer, settings.maxUnpacked().toBytes());
    }

    /** Of the guide, or of R4 itself; the names of R4 are those that it has given. */
    private static boolean isOwn(Guide guide, String type, String url) {
        Set<String> ofGuide = guide.definitions().stream()
                .filter(each -> each.fhirType().equals(type))
                .map(each -> each.getUrl())
                .collect(Collectors.toSet());
        return ofGuide.contains(url) || type.equals("StructureDefinition") && isOfR4(url);
    }

    private static boolean isOfR4(String url) {
        return url.matches("http://hl7\\.org/fhir/StructureDefinition/[A-Za-z0-9-]+");
    }
}
