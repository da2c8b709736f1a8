package org.painbridge.server.imaging.signing;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import javax.sql.DataSource;
import org.painbridge.server.signing.DetachedSigner;
import org.painbridge.server.store.FhirStore;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Puts the signatures together; keys that cannot be encrypted or decrypted stop the start. */
@Configuration(proxyBeanMethods = false)
class SigningConfiguration {

    @Bean(initMethod = "start")
    SigningKeys signingKeys(FhirStore store, DataSource dataSource, SigningSettings settings, Clock clock)
            throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            KeySafe safe = settings.safe(connection.getMetaData().getURL());
            return new SigningKeys(store, new KeyTable(safe), settings, clock);
        }
    }

    @Bean
    DetachedSigner detachedSigner(SigningKeys keys) {
        return new KeyedSigner(keys);
    }

    @Bean
    DecisionSigner decisionSigner(SigningKeys keys) {
        return new DecisionSigner(keys);
    }
}
