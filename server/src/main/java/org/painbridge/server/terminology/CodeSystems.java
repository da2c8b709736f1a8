package org.painbridge.server.terminology;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.util.Optional;
import org.hl7.fhir.r4.model.CodeSystem;
import org.hl7.fhir.r4.model.CodeSystem.CodeSystemContentMode;
import org.jspecify.annotations.Nullable;

/** The code systems whose codes are here. */
final class CodeSystems {
    private final Definitions definitions;
    private final Grammars grammars;
    /** By identity: what is loaded anew is another object. */
    private final Cache<CodeSystem, DefinedCodes> indexes =
            Caffeine.newBuilder().weakKeys().build();

    private final @Nullable RemoteTerminology remote;

    /** @param remote null where no other server is asked */
    CodeSystems(Definitions definitions, Grammars grammars, @Nullable RemoteTerminology remote) {
        this.definitions = definitions;
        this.grammars = grammars;
        this.remote = remote;
    }

    /** The code system where it is here, else that of the other server, which may know it or not. */
    Optional<Codes> find(String system, @Nullable String version) {
        Optional<Codes> here = here(system, version);
        return here.isPresent() || remote == null ? here : Optional.of(new RemoteCodes(system, version, remote));
    }

    Optional<Codes> here(String system, @Nullable String version) {
        Canonical asked = Canonical.of(system, version);
        Optional<Codes> grammar = grammars.find(asked.url());
        return grammar.isPresent()
                ? grammar
                : definitions
                        .byUrl(CodeSystem.class, asked.toString())
                        .filter(CodeSystems::hasCodes)
                        .map(this::codes);
    }

    /** @throws NotHere where the code system is not here, and no other server is asked */
    Codes require(String system, @Nullable String version) {
        return find(system, version)
                .orElseThrow(
                        () -> NotHere.codeSystem(Canonical.of(system, version).toString()));
    }

    DefinedCodes codes(CodeSystem definition) {
        return indexes.get(definition, DefinedCodes::new);
    }

    /** A supplement adds to the codes of another. */
    private static boolean hasCodes(CodeSystem definition) {
        return definition.getContent() != CodeSystemContentMode.NOTPRESENT
                && definition.getContent() != CodeSystemContentMode.SUPPLEMENT;
    }
}
