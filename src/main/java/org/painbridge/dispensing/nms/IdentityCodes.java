package org.painbridge.dispensing.nms;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.painbridge.clinical.Terminology;
import org.painbridge.dispensing.IdentifierSystems;
import org.painbridge.dispensing.ProviderKey;

/** The kinds of patient identification. Source: terminology/tables/patient-identity-codes.csv. */
public final class IdentityCodes {
    private static final String ONTARIO = "ON";

    /** Of kinds without one: nobody but the pharmacy says that its numbers are told apart. */
    private static final String OWN_SYSTEM = "https://painbridge.example/fhir/sid/patient-identity-";

    /**
     * @param format in words
     * @param pattern of the whole number; any where it is empty
     * @param system of identifiers; empty where the kind has none
     */
    record Kind(String code, String format, Optional<Pattern> pattern, String system, boolean review) {
        boolean isOntario() {
            return code.equals(ONTARIO);
        }

        boolean fits(String number) {
            return pattern.isEmpty() || pattern.get().matcher(number).matches();
        }
    }

    private final IdentifierSystems systems;
    private final List<Kind> kinds;

    private IdentityCodes(IdentifierSystems systems, List<Kind> kinds) {
        this.systems = systems;
        this.kinds = List.copyOf(kinds);
    }

    public static IdentityCodes from(Terminology terminology, IdentifierSystems systems) {
        List<Kind> kinds = new ArrayList<>();
        for (Map<String, String> row : terminology.table("patient-identity-codes")) {
            String accept = row.getOrDefault("accept", "");
            if (!accept.equals("no")) {
                kinds.add(new Kind(
                        row.getOrDefault("code", ""),
                        row.getOrDefault("format", ""),
                        Optional.of(row.getOrDefault("pattern", ""))
                                .filter(text -> !text.isEmpty())
                                .map(Pattern::compile),
                        row.getOrDefault("identifier_system", ""),
                        accept.equals("review")));
            }
        }
        return new IdentityCodes(systems, kinds);
    }

    /** Whether an identifier of that system is one by which a patient is told apart here. */
    public boolean knows(String system) {
        return bySystem(system).isPresent();
    }

    /** By code and system, of which one is enough; empty where neither is known, or they contradict each other. */
    Optional<Kind> find(Optional<String> code, Optional<String> system) {
        Optional<Kind> byCode = code.flatMap(text -> first(kind -> kind.code().equals(text)));
        if (code.isPresent() && byCode.isEmpty()) {
            return Optional.empty();
        }
        Optional<Kind> bySystem = system.flatMap(this::bySystem);
        if (byCode.isPresent() && bySystem.isPresent()) {
            return bySystem.filter(kind -> kind.code().equals(byCode.get().code()));
        }
        boolean wantsItsOwn = byCode.isPresent() && !byCode.get().system().isEmpty();
        return byCode.isPresent() ? byCode.filter(kind -> !wantsItsOwn || system.isEmpty()) : bySystem;
    }

    /**
     * Of the identifiers of that kind, of which the code may be sent alone: one for each pharmacy where the kind has none.
     * Empty where there is no such kind, or its code does not tell which of several.
     */
    public Optional<String> systemOf(String code, Optional<ProviderKey> pharmacy) {
        Set<String> known = systemsOf(code);
        if (known.size() != 1) {
            return Optional.empty();
        }
        String own = OWN_SYSTEM + code.toLowerCase(Locale.ROOT);
        return known.contains("")
                ? pharmacy.map(
                        key -> own + "-" + UUID.nameUUIDFromBytes(key.text().getBytes(StandardCharsets.UTF_8)))
                : Optional.of(known.iterator().next());
    }

    /** Whether the code does not tell which of several systems a number has. */
    boolean hasSeveralSystems(String code) {
        return systemsOf(code).size() > 1;
    }

    private Set<String> systemsOf(String code) {
        return kinds.stream()
                .filter(each -> each.code().equals(code))
                .map(Kind::system)
                .collect(Collectors.toSet());
    }

    /** Whether that system is one of ours, of a kind without one: its numbers stand within one pharmacy. */
    public boolean isOwn(String system) {
        return system.startsWith(OWN_SYSTEM);
    }

    /** Whether numbers of that kind alone do not tell who somebody is: they have no form, or somebody has to look at them. */
    public boolean isWeak(Optional<String> code, Optional<String> system) {
        return find(code, system)
                .filter(kind -> kind.review() || kind.pattern().isEmpty())
                .isPresent();
    }

    private Optional<Kind> bySystem(String system) {
        String canonical = systems.canonical(system);
        return first(kind ->
                !kind.system().isEmpty() && systems.canonical(kind.system()).equals(canonical));
    }

    private Optional<Kind> first(Predicate<Kind> wanted) {
        return kinds.stream().filter(wanted).findFirst();
    }
}
