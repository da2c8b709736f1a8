package org.painbridge.server.imaging.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jca.JCAContext;
import java.security.Provider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signatures by a native library, where this platform has it; elsewhere by Java, which takes some milliseconds for each. */
final class NativeSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSignatures.class);

    private NativeSignatures() {}

    static void use(JCAContext context) {
        Provider provider = AmazonCorrettoCryptoProvider.INSTANCE;
        if (AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null) {
            context.setProvider(provider);
        } else {
            LOG.info("Decisions are signed by Java itself: this platform has no native library for it");
        }
    }
}
