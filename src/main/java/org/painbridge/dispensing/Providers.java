package org.painbridge.dispensing;

import java.util.Optional;

/** Who prescribed and which pharmacy dispensed; either may be unknown. */
public record Providers(Optional<ProviderKey> prescriber, Optional<ProviderKey> pharmacy) {}
