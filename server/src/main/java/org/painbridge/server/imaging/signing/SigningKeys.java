package org.painbridge.server.imaging.signing;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.painbridge.server.store.FhirStore;
import org.painbridge.server.store.StoreTransaction;

/**
 * The keys there are. The first signature makes the first key; a key that has signed for its time is followed by another. All
 * nodes of one database share them.
 */
final class SigningKeys {
    private static final String LOCK = "imaging-signing-key";

    private final FhirStore store;
    private final SigningSettings settings;
    private final Clock clock;
    private final KeyTable table;
    /** The newest first. */
    private volatile List<SigningKey> known = List.of();

    SigningKeys(FhirStore store, KeyTable table, SigningSettings settings, Clock clock) {
        this.store = store;
        this.table = table;
        this.settings = settings;
        this.clock = clock;
    }

    /** Encrypts what an earlier build left plain, or another key encrypted. */
    void start() {
        if (store.query(table::isOutdated)) {
            store.write(transaction -> {
                transaction.lock(LOCK);
                List<SigningKey> keys = table.read(transaction.connection());
                for (SigningKey key : keys) {
                    table.update(transaction.connection(), key);
                }
                return keys.size();
            });
        }
    }

    /** The one to sign with now. */
    SigningKey current() {
        Instant now = clock.instant();
        List<SigningKey> keys = known;
        if (!signs(keys, now)) {
            keys = store.write(transaction -> renewed(transaction, now));
            known = keys;
        }
        return keys.getFirst();
    }

    /** Empty for one that never was of this server, or is no longer published. */
    Optional<SigningKey> find(String kid) {
        return in(known, kid).or(() -> {
            known = store.query(table::read);
            return in(known, kid);
        });
    }

    /** Without private parts: those that sign, and those whose signatures still count. */
    JWKSet published() {
        current();
        Instant now = clock.instant();
        List<JWK> keys = store.query(table::read).stream()
                .filter(key -> isPublished(key, now))
                .<JWK>map(SigningKey::published)
                .toList();
        return new JWKSet(keys);
    }

    private List<SigningKey> renewed(StoreTransaction transaction, Instant now) throws SQLException {
        transaction.lock(LOCK);
        Connection connection = transaction.connection();
        List<SigningKey> keys = table.read(connection);
        if (signs(keys, now)) {
            return keys;
        }
        table.insert(connection, SigningKey.generate(now));
        for (SigningKey key : keys) {
            retire(connection, key, now);
        }
        return table.read(connection);
    }

    /** What signs no more needs no private part; what is published no more is not needed at all. */
    private void retire(Connection connection, SigningKey key, Instant now) throws SQLException {
        if (!isPublished(key, now)) {
            table.delete(connection, key);
        } else if (key.isPrivate()) {
            table.update(connection, key.retired());
        }
    }

    private boolean signs(List<SigningKey> keys, Instant now) {
        return !keys.isEmpty()
                && keys.getFirst().created().plus(settings.rotateAfter()).isAfter(now);
    }

    private Optional<SigningKey> in(List<SigningKey> keys, String kid) {
        Instant now = clock.instant();
        return keys.stream()
                .filter(key -> key.kid().equals(kid) && isPublished(key, now))
                .findFirst();
    }

    private boolean isPublished(SigningKey key, Instant now) {
        Instant signedLast = key.created().plus(settings.rotateAfter());
        return signedLast.plus(settings.keepFor()).isAfter(now);
    }
}
