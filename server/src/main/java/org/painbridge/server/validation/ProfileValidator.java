package org.painbridge.server.validation;

import ca.uhn.fhir.context.FhirContext;
import ca.uhn.fhir.context.support.IValidationSupport;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Function;
import java.util.function.Supplier;
import org.hl7.fhir.r4.model.CanonicalType;
import org.hl7.fhir.r4.model.OperationOutcome;
import org.hl7.fhir.r4.model.Resource;
import org.hl7.fhir.r5.model.StructureDefinition;

/**
 * Checks resources against R4 and profiles. The definitions take seconds to read: that begins in the background when the server
 * is ready ({@code fhirserver/ProfileConfiguration}), and whoever comes earlier waits for it.
 */
public final class ProfileValidator {
    private final FhirContext context;
    private final Known known;
    private final Duration cacheLife;
    private final Function<Supplier<KeptValidator>, ValidatorPool<KeptValidator>> pools;
    private final FutureTask<CoreDefinitions> core;
    private volatile Generation current;

    /** What is known beside R4. */
    public interface Known {
        /** Asked for once in each revision. */
        IValidationSupport definitions();

        /** Another number whenever {@link #definitions} would be others. */
        long revision();
    }

    /** All that was made of the definitions of one revision. */
    private record Generation(
            long revision, FutureTask<Hl7Definitions> definitions, ValidatorPool<KeptValidator> pool) {}

    /**
     * @param maxParallel most validations at once
     * @param maxWait how long one waits for others
     */
    public ProfileValidator(FhirContext context, Known known, int maxParallel, Duration maxWait) {
        this(context, known, Hl7Definitions.FOREVER, maxParallel, maxWait);
    }

    ProfileValidator(FhirContext context, Known known, Duration cacheLife, int maxParallel, Duration maxWait) {
        this.context = context;
        this.known = known;
        this.cacheLife = cacheLife;
        this.pools = maker -> new ValidatorPool<>(maker, KeptValidator::spent, maxParallel, maxWait);
        this.core = new FutureTask<>(() -> new CoreDefinitions(context));
        this.current = generation(Long.MIN_VALUE);
    }

    /** @param canonical with {@code |version} or not */
    public boolean knows(String canonical) {
        return definitions().profile(canonical).isPresent();
    }

    /**
     * Checks a resource against R4, the profiles in its meta.profile, and others.
     *
     * @return what was found; one issue of severity information where nothing was
     * @throws ValidationBusy if too many resources are being validated
     */
    public OperationOutcome validate(Resource resource, List<String> others) {
        Set<String> canonicals = new LinkedHashSet<>(others);
        resource.getMeta().getProfile().stream().map(CanonicalType::getValue).forEach(canonicals::add);
        List<StructureDefinition> profiles = new ArrayList<>();
        canonicals.forEach(canonical -> definitions().profile(canonical).ifPresent(profiles::add));
        byte[] json = context.newJsonParser().encodeResourceToString(resource).getBytes(StandardCharsets.UTF_8);
        return Issues.outcome(generation().pool().with(validator -> validator.check(json, profiles)));
    }

    /** Reads the definitions ahead, and whatever they lead to in the validation of examples. */
    public void warm(List<Resource> examples) {
        examples.forEach(example -> validate(example, List.of()));
    }

    /** As if the life of everything that is cached had ended. */
    void expire() {
        definitions().expire();
    }

    private Hl7Definitions definitions() {
        return done(generation().definitions());
    }

    /** Whoever comes first after an installation begins anew; those who are at work end with what they know. */
    private Generation generation() {
        long revision = known.revision();
        Generation now = current;
        return now.revision() == revision ? now : renewed(revision);
    }

    private synchronized Generation renewed(long revision) {
        if (current.revision() != revision) {
            current = generation(revision);
        }
        return current;
    }

    private Generation generation(long revision) {
        FutureTask<Hl7Definitions> definitions =
                new FutureTask<>(() -> new Hl7Definitions(context, done(core), known.definitions(), cacheLife));
        return new Generation(
                revision, definitions, pools.apply(() -> done(definitions).newValidator()));
    }

    /** The first caller does it, others wait for him. */
    private static <T> T done(FutureTask<T> task) {
        task.run();
        try {
            return task.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ValidationBusy("The server is shutting down: try again");
        } catch (ExecutionException e) {
            throw new IllegalStateException("The definitions of R4 and of the guide cannot be read", e.getCause());
        }
    }
}
