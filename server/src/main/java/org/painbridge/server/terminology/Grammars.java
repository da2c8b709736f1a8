package org.painbridge.server.terminology;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.LookupCodeRequest;
import ca.uhn.fhir.context.support.ValidationSupportContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import org.fhir.ucum.UcumEssenceService;
import org.fhir.ucum.UcumException;
import org.hl7.fhir.common.hapi.validation.support.CommonCodeSystemsTerminologyService;
import org.jspecify.annotations.Nullable;

/** The code systems whose codes follow a grammar. */
final class Grammars {
    private static final String UCUM = CommonCodeSystemsTerminologyService.UCUM_CODESYSTEM_URL;
    private static final String LANGUAGES = CommonCodeSystemsTerminologyService.LANGUAGES_CODESYSTEM_URL;
    private static final String MEDIA_TYPES = CommonCodeSystemsTerminologyService.MIMETYPES_CODESYSTEM_URL;
    private static final Pattern LANGUAGE = Pattern.compile("[A-Za-z]{2,8}(-[A-Za-z0-9]{2,8})?");
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9!#$&^_.+-]{0,126}";
    private static final Pattern MEDIA_TYPE = Pattern.compile(NAME + "/" + NAME + "(;[ -~]{0,200})?");
    /** UCUM units are read recursively; no real one is as long. */
    private static final int LONGEST_UNIT = 100;

    private final CommonCodeSystemsTerminologyService common;
    private final ValidationSupportContext support;
    private @Nullable UcumEssenceService units;

    Grammars(FhirContext context) {
        this.common = new CommonCodeSystemsTerminologyService(context);
        this.support = new ValidationSupportContext(common);
    }

    Optional<Codes> find(String system) {
        return switch (system) {
            case UCUM -> Optional.of(new GrammarCodes(system, "UCUM", this::unit));
            case LANGUAGES -> Optional.of(new GrammarCodes(system, "BCP 47", this::language));
            case MEDIA_TYPES -> Optional.of(new GrammarCodes(system, "BCP 13", Grammars::mediaType));
            default -> Optional.empty();
        };
    }

    private Optional<String> language(String code) {
        if (!LANGUAGE.matcher(code).matches()) {
            return Optional.empty();
        }
        var found = common.lookupCode(support, new LookupCodeRequest(LANGUAGES, code));
        return found == null || !found.isFound() ? Optional.empty() : Optional.of(found.getCodeDisplay());
    }

    private static Optional<String> mediaType(String code) {
        return MEDIA_TYPE.matcher(code).matches() ? Optional.of(code) : Optional.empty();
    }

    /** HAPI would read the table of units at each question. */
    private synchronized Optional<String> unit(String code) {
        if (code.isBlank() || code.length() > LONGEST_UNIT) {
            return Optional.empty();
        }
        try {
            return Optional.of(units().analyse(code));
        } catch (UcumException e) {
            return Optional.empty();
        }
    }

    private UcumEssenceService units() throws UcumException {
        UcumEssenceService known = units;
        if (known == null) {
            try (InputStream table = Grammars.class.getResourceAsStream("/ucum-essence.xml")) {
                known = new UcumEssenceService(Objects.requireNonNull(table));
                units = known;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return known;
    }
}
