package org.painbridge.server.security;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.painbridge.server.store.AccessScope.Code;
import org.painbridge.server.store.AccessScope.Only;

/**
 * A scope of SMART App Launch 2.2, {@code user/Observation.rs}; those of version 1 are read as what they mean there.
 *
 * @param type of resources; {@code *} for all
 * @param only what a resource has to have: {@code ?category=laboratory}
 */
public record SmartScope(Context context, String type, Set<Permission> permissions, List<Only> only) {
    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)(?:\\?(.*))?");
    private static final Pattern PARAMETER = Pattern.compile("(_?[a-z][a-z-]*)=([^=&]+)");
    /** SMART App Launch 2.2, Scopes for requesting FHIR resources: scopes of version 1. */
    private static final Map<String, String> OF_VERSION_1 = Map.of("read", "rs", "write", "cud", "*", "cruds");

    /** Whose data. */
    public enum Context {
        /** Of the one patient that the token names. */
        PATIENT,
        USER,
        SYSTEM
    }

    public SmartScope {
        permissions = Collections.unmodifiableSet(EnumSet.copyOf(permissions));
        only = List.copyOf(only);
    }

    /**
     * Empty where it is no scope of FHIR resources, and where its search parameters are other than names with codes: what cannot
     * be enforced allows nothing.
     */
    public static Optional<SmartScope> parse(String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches() || form.group(3).isEmpty()) {
            return Optional.empty();
        }
        String letters = OF_VERSION_1.getOrDefault(form.group(3), form.group(3));
        Set<Permission> permissions = EnumSet.noneOf(Permission.class);
        Arrays.stream(Permission.values())
                .filter(permission -> letters.indexOf(permission.letter()) >= 0)
                .forEach(permissions::add);
        Context context = Context.valueOf(form.group(1).toUpperCase(Locale.ROOT));
        return only(form.group(4)).map(only -> new SmartScope(context, form.group(2), permissions, only));
    }

    private static Optional<List<Only>> only(@Nullable String query) {
        List<Only> all = new ArrayList<>();
        for (String part : query == null ? new String[0] : query.split("&", -1)) {
            Matcher parameter = PARAMETER.matcher(part);
            if (!parameter.matches()) {
                return Optional.empty();
            }
            List<Code> codes = new ArrayList<>();
            for (String value : parameter.group(2).split(",", -1)) {
                Optional<Code> code = code(value);
                if (code.isEmpty()) {
                    return Optional.empty();
                }
                codes.add(code.get());
            }
            all.add(new Only(parameter.group(1), codes));
        }
        return Optional.of(all);
    }

    /** {@code code}, {@code system|code} or {@code |code}. */
    private static Optional<Code> code(String value) {
        try {
            String plain = URLDecoder.decode(value, StandardCharsets.UTF_8);
            int bar = plain.indexOf('|');
            String code = plain.substring(bar + 1);
            boolean fits = !code.isBlank() && code.indexOf('|') < 0 && plain.indexOf('\\') < 0;
            return fits ? Optional.of(new Code(bar < 0 ? null : plain.substring(0, bar), code)) : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Whether it is about every resource of its types. */
    public boolean isWhole() {
        return only.isEmpty();
    }

    /** Whether it is about that type and no other. */
    public boolean names(String other) {
        return type.equals(other);
    }

    public boolean isOf(String other) {
        return type.equals("*") || type.equals(other);
    }
}
