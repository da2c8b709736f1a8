package org.painbridge.server.packages;

import ca.uhn.fhir.parser.DataFormatException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hl7.fhir.r4.model.StructureDefinition;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.packages.InstallReport.Installed;
import org.painbridge.server.packages.InstallReport.Outcome;
import org.painbridge.server.packages.InstallReport.Skipped;
import org.painbridge.server.packages.PackageTable.Definition;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;

/** Takes from a package what the server has use for, all in one transaction, and says of the rest why not. */
final class PackageInstaller {
    private static final String LOCK = "installed packages";
    private static final int LONGEST_URL = 600; // V15__packages.sql.
    private static final int LONGEST_VERSION = 100;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final FhirStore store;
    private final PackageTable table;
    private final InstalledDefinitions definitions;
    private final OwnDefinitions own;

    /** What the server brings with itself, which no package replaces. */
    @FunctionalInterface
    interface OwnDefinitions {
        boolean has(String type, String url);
    }

    PackageInstaller(FhirStore store, PackageTable table, InstalledDefinitions definitions, OwnDefinitions own) {
        this.store = store;
        this.table = table;
        this.definitions = definitions;
        this.own = own;
    }

    InstallReport install(FhirPackage sent) {
        InstallReport report = store.write(transaction -> {
            transaction.lock(LOCK);
            return install(transaction, sent);
        });
        definitions.look();
        return report;
    }

    private InstallReport install(StoreTransaction transaction, FhirPackage sent) throws SQLException {
        Optional<String> before = table.version(transaction.connection(), sent.name());
        List<Outcome> outcomes = new ArrayList<>();
        List<Definition> taken = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (FhirPackage.File file : sent.files()) {
            Definition definition = definition(file);
            Optional<String> reason = definition == null
                    ? Optional.of("it is no resource with a canonical URL")
                    : refusal(transaction, sent, definition, seen);
            if (definition == null || reason.isPresent()) {
                outcomes.add(new Skipped(file.name(), reason.orElseThrow()));
            } else {
                taken.add(definition);
                outcomes.add(new Installed(file.name(), definition.type(), canonical(definition)));
            }
        }
        table.replace(transaction, sent, taken);
        return new InstallReport(sent.identity(), before.orElse(""), outcomes);
    }

    private static @Nullable Definition definition(FhirPackage.File file) {
        try {
            JsonNode json = JSON.readTree(file.content());
            String type = json.path("resourceType").asText();
            String url = json.path("url").asText();
            return type.isBlank() || url.isBlank()
                    ? null
                    : new Definition(type, url, json.path("version").asText(), file.content());
        } catch (IOException e) {
            return null;
        }
    }

    private Optional<String> refusal(
            StoreTransaction transaction, FhirPackage sent, Definition definition, Set<String> seen)
            throws SQLException {
        if (!InstalledDefinitions.TYPES.contains(definition.type())) {
            return Optional.of("a " + definition.type() + " has no effect here");
        }
        if (definition.url().length() > LONGEST_URL || definition.version().length() > LONGEST_VERSION) {
            return Optional.of("its canonical URL or its version is too long");
        }
        if (own.has(definition.type(), definition.url())) {
            return Optional.of("the server has it itself");
        }
        if (!seen.add(definition.type() + " " + canonical(definition))) {
            return Optional.of("another file of the package defines the same");
        }
        Optional<String> owner = table.owner(transaction.connection(), definition, sent.name());
        return owner.isPresent() ? Optional.of("the package " + owner.get() + " has brought it") : unusable(definition);
    }

    private Optional<String> unusable(Definition definition) {
        try {
            boolean bare = definitions.parse(definition.body()) instanceof StructureDefinition structure
                    && !structure.hasSnapshot()
                    && !structure.hasDifferential();
            return bare ? Optional.of("it has neither snapshot nor differential") : Optional.empty();
        } catch (DataFormatException | ClassCastException e) {
            return Optional.of("it cannot be read as FHIR R4");
        }
    }

    private static String canonical(Definition definition) {
        return definition.version().isEmpty() ? definition.url() : definition.url() + "|" + definition.version();
    }
}
