package org.painbridge.server.security;

import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A scope of SMART App Launch 2.2, {@code user/Observation.rs}; those of version 1 are read as what they mean there.
 *
 * @param type of resources; {@code *} for all
 */
public record SmartScope(Context context, String type, Set<Permission> permissions) {
    private static final Pattern FORM =
            Pattern.compile("(patient|user|system)/(\\*|[A-Z][A-Za-z]+)\\.(read|write|\\*|c?r?u?d?s?)");
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
    }

    /**
     * Empty where it is no scope of FHIR resources, and where it has search parameters: what cannot be enforced allows
     * nothing.
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
        return Optional.of(new SmartScope(context, form.group(2), permissions));
    }

    public boolean isOf(String other) {
        return type.equals("*") || type.equals(other);
    }
}
