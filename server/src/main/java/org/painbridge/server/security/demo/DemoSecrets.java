package org.painbridge.server.security.demo;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;

/** Passwords of demonstrations stand in a published file: hashing them would keep nothing secret. */
final class DemoSecrets implements PasswordEncoder {
    @Override
    public @Nullable String encode(@Nullable CharSequence secret) {
        return secret == null ? null : secret.toString();
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String known) {
        return secret != null
                && known != null
                && !known.isEmpty()
                && MessageDigest.isEqual(bytes(secret), bytes(known));
    }

    private static byte[] bytes(CharSequence text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }
}
