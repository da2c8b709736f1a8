package org.painbridge.server.store.oracle;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.hl7.fhir.instance.model.api.IBase;
import org.hl7.fhir.r4.model.PrimitiveType;
import org.hl7.fhir.r4.model.Reference;
import org.jspecify.annotations.Nullable;

/** Reference parameters (R4 3.1.1.4.12): resources here by type and id, all others by their address. */
final class References {
    private static final Pattern RELATIVE = Pattern.compile("([A-Z]\\w+)/([A-Za-z0-9.-]{1,64})(/_history/.*)?");
    private static final Pattern ABSOLUTE = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    /** A resource of this server. */
    record Local(String type, String id) {
        @Override
        public String toString() {
            return type + "/" + id;
        }
    }

    private final Set<String> types;
    private final String base;

    /** @param base this server's own FHIR base; what is under it is here */
    References(Set<String> types, String base) {
        this.types = types;
        this.base = base.endsWith("/") ? base : base + "/";
    }

    /** @param modifier empty or the type that is meant */
    boolean fit(IBase element, String modifier, String value) {
        String asked = relative(Written.plain(value));
        if (ABSOLUTE.matcher(asked).matches()) {
            return addresses(element).contains(asked);
        }
        Optional<Local> exact = local(asked);
        return local(element)
                .filter(local -> modifier.isEmpty() || local.type().equals(modifier))
                .filter(local -> exact.map(local::equals).orElse(local.id().equals(asked)))
                .isPresent();
    }

    /** The resource here that the element leads to, whichever version it names. */
    Optional<Local> local(IBase element) {
        String address = address(element);
        return address == null ? Optional.empty() : local(address);
    }

    private Optional<Local> local(String relative) {
        Matcher parts = RELATIVE.matcher(relative);
        return parts.matches() && types.contains(parts.group(1))
                ? Optional.of(new Local(parts.group(1), parts.group(2)))
                : Optional.empty();
    }

    /** Where the element leads, relative for what is here; null where it gives no address. */
    @Nullable
    String address(IBase element) {
        String address = element instanceof Reference reference
                ? reference.getReference()
                : ((PrimitiveType<?>) element).getValueAsString();
        return address == null ? null : relative(address);
    }

    /** What it answers to: a canonical also without its {@code |version}; nothing where it leads into its own resource. */
    Set<String> addresses(IBase element) {
        String address = address(element);
        return address == null || address.startsWith("#")
                ? Set.of()
                : element instanceof Reference
                        ? Set.of(address)
                        : new TreeSet<>(List.of(address, address.replaceFirst("\\|.*", "")));
    }

    private String relative(String address) {
        return address.startsWith(base) ? address.substring(base.length()) : address;
    }

    /** Whether {@code resolve() is type}, as far as the address tells; what lies elsewhere or inside may be of any type. */
    boolean mayLeadTo(IBase element, String type) {
        return local(element).map(to -> to.type().equals(type)).orElse(true);
    }
}
