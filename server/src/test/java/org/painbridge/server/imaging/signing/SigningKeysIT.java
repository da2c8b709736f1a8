package org.painbridge.server.imaging.signing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.JWSObject;
import com.nimbusds.jose.crypto.ECDSAVerifier;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.painbridge.server.store.OwnStore;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The keys of decisions over years, in a database of their own. */
class SigningKeysIT {
    private static final Duration ROTATE = Duration.ofDays(90);
    private static final Duration KEEP = Duration.ofDays(3650);
    private static final String KEY = key('a');
    private static final String OTHER = key('b');

    private final JdbcDataSource database = database();
    private final JdbcClient tables = JdbcClient.create(database);
    private final OwnStore store = OwnStore.migrated(database);
    private final Years clock = new Years();

    @AfterEach
    void close() {
        store.close();
        tables.sql("shutdown").update();
    }

    @Test
    void oldTokensVerifyByThePublishedKeysAfterARotationAndNewOnesHaveTheNewKey() throws Exception {
        SigningKeys keys = keys(KEY);
        DecisionSigner signer = new DecisionSigner(keys);
        String before = signer.sign(claims());
        clock.pass(ROTATE.minusMillis(1));
        assertThat(kid(signer.sign(claims()))).isEqualTo(kid(before));

        clock.pass(Duration.ofMillis(1));
        String after = signer.sign(claims());

        assertThat(kid(after)).isNotEqualTo(kid(before));
        assertThat(published(keys)).extracting(JWK::getKeyID).containsExactly(kid(after), kid(before));
        assertThat(published(keys)).noneMatch(JWK::isPrivate);
        assertThat(verifies(before, keys)).isTrue();
        assertThat(verifies(after, keys)).isTrue();
        assertThat(signer.verify(before)).isInstanceOf(Verification.Signed.class);
        assertThat(new DecisionSigner(keys(KEY)).verify(before)).isInstanceOf(Verification.Signed.class);
    }

    @Test
    void aKeyThatSignsNoMoreLosesItsPrivatePart() {
        SigningKeys keys = keys(KEY);
        String first = keys.current().kid();
        clock.pass(ROTATE);
        keys.current();

        assertThat(stored(first, KEY).isPrivate()).isFalse();
        assertThat(stored(keys.current().kid(), KEY).isPrivate()).isTrue();
    }

    @Test
    void aKeyGoesWhenItsTimeIsOver() throws Exception {
        SigningKeys keys = keys(KEY);
        DecisionSigner signer = new DecisionSigner(keys);
        String old = signer.sign(claims());
        clock.pass(ROTATE.plus(KEEP).minusMillis(1));
        assertThat(verifies(old, keys)).isTrue();
        assertThat(signer.verify(old)).isInstanceOf(Verification.Signed.class);

        clock.pass(Duration.ofMillis(1));

        assertThat(published(keys)).extracting(JWK::getKeyID).doesNotContain(kid(old));
        assertThat(signer.verify(old)).isInstanceOf(Verification.UnknownKey.class);
        clock.pass(ROTATE);
        keys.current();
        assertThat(count(kid(old))).isZero();
    }

    @Test
    void whoHasTheDatabaseAloneReadsNoPrivateKey() {
        String kid = keys(KEY).current().kid();

        String bytes = text(kid);

        assertThat(new String(
                        Base64.getUrlDecoder().decode(bytes.substring(0, bytes.indexOf('.'))), StandardCharsets.UTF_8))
                .contains("\"alg\":\"dir\"", "\"enc\":\"A256GCM\"");
        assertThat(bytes).doesNotContain("P-384").doesNotContain(KEY);
    }

    @Test
    void whatAnEarlierBuildLeftPlainIsEncryptedAtTheStartAndSignsOn() {
        SigningKey plain = SigningKey.generate(clock.instant());
        tables.sql("insert into imaging_signing_key (kid, created, jwk) values (?, ?, ?)")
                .params(plain.kid(), plain.created().toEpochMilli(), plain.jwk().getBytes(StandardCharsets.UTF_8))
                .update();

        SigningKeys keys = keys(KEY);

        assertThat(text(plain.kid())).startsWith("eyJ");
        assertThat(keys.current().kid()).isEqualTo(plain.kid());
    }

    @Test
    void theEncryptingKeyCanBeChanged() {
        String kid = keys(KEY).current().kid();

        assertThat(keys(OTHER, KEY).current().kid()).isEqualTo(kid);
        assertThat(keys(OTHER).current().kid()).isEqualTo(kid);

        assertThatThrownBy(() -> keys(KEY).current())
                .hasMessageContaining("painbridge.imaging.signing.encryption-keys")
                .hasMessageContaining("another key");
    }

    private SigningKeys keys(String... encryption) {
        SigningSettings settings = settings(encryption);
        SigningKeys keys = new SigningKeys(store.store(), new KeyTable(settings.safe("")), settings, clock);
        keys.start();
        return keys;
    }

    private static SigningSettings settings(String... encryption) {
        return new SigningSettings(ROTATE, KEEP, List.of(encryption));
    }

    private SigningKey stored(String kid, String encryption) {
        return SigningKey.stored(
                settings(encryption).safe("").open(text(kid).getBytes(StandardCharsets.US_ASCII)), clock.instant());
    }

    private String text(String kid) {
        return new String(
                tables.sql("select jwk from imaging_signing_key where kid = ?")
                        .param(kid)
                        .query(byte[].class)
                        .single(),
                StandardCharsets.US_ASCII);
    }

    private int count(String kid) {
        return tables.sql("select count(*) from imaging_signing_key where kid = ?")
                .param(kid)
                .query(Integer.class)
                .single();
    }

    /** As an imaging site reads them. */
    private static List<JWK> published(SigningKeys keys) throws Exception {
        return JWKSet.parse(new KeySetController(keys).keySet().getBody()).getKeys();
    }

    private static boolean verifies(String token, SigningKeys keys) throws Exception {
        JWK key = new JWKSet(published(keys)).getKeyByKeyId(kid(token));
        return key instanceof ECKey ec && JWSObject.parse(token).verify(new ECDSAVerifier(ec));
    }

    private static String kid(String token) throws Exception {
        return JWSObject.parse(token).getHeader().getKeyID();
    }

    private DecisionClaims claims() {
        return new DecisionClaims("d", "o", "f", "r", "1", "appropriate", clock.instant());
    }

    private static String key(char fill) {
        return Base64.getEncoder()
                .encodeToString(String.valueOf(fill).repeat(32).getBytes(StandardCharsets.US_ASCII));
    }

    private static JdbcDataSource database() {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:keys-" + UUID.randomUUID()
                + ";MODE=PostgreSQL;DATABASE_TO_LOWER=TRUE;DEFAULT_NULL_ORDERING=HIGH;DB_CLOSE_DELAY=-1");
        return database;
    }

    /** Time goes on when the test says so. */
    private static final class Years extends Clock {
        private Instant now = Instant.parse("2026-11-27T00:00:00Z");

        void pass(Duration time) {
            now = now.plus(time);
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("Nobody asks for " + zone);
        }
    }
}
