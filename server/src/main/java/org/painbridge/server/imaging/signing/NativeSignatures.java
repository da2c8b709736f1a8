package org.painbridge.server.imaging.signing;

import com.amazon.corretto.crypto.provider.AmazonCorrettoCryptoProvider;
import com.nimbusds.jose.jca.JCAContext;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Signatures by a native library, where this platform has it; elsewhere by Java, which takes some milliseconds for each. */
final class NativeSignatures {
    private static final Logger LOG = LoggerFactory.getLogger(NativeSignatures.class);

    private NativeSignatures() {}

    static void use(JCAContext context) {
        if (isHere()) {
            context.setProvider(AmazonCorrettoCryptoProvider.INSTANCE);
        } else {
            LOG.info("Decisions are signed by Java itself: this platform has no native library for it");
        }
    }

    /** The key in the form of the library, which would else make it from Java's for each signature, longer than it signs. */
    static PrivateKey translated(PrivateKey key) {
        if (!isHere()) {
            return key;
        }
        try {
            return (PrivateKey) KeyFactory.getInstance(key.getAlgorithm(), AmazonCorrettoCryptoProvider.INSTANCE)
                    .translateKey(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("A signing key cannot be used", e);
        }
    }

    private static boolean isHere() {
        return AmazonCorrettoCryptoProvider.INSTANCE.getLoadingError() == null;
    }
}
