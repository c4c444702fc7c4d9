package org.sanalpos.hub.intake;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.cardkeys.CardKeys;
import org.sanalpos.hub.cardkeys.EncryptedCards;
import org.sanalpos.hub.problem.FieldError;
import org.sanalpos.hub.problem.ProblemException;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The readers as the hub wires them, at half past eleven of the last evening of October 2026 in Istanbul. */
final class Intake {
    static final Clock CLOCK = Clock.fixed(Instant.parse("2026-10-31T20:30:00Z"), ZoneOffset.UTC);

    private Intake() {}

    static RequestValidator validator() {
        return new RequestValidator(CLOCK, new EncryptedCards(cardKeys()));
    }

    /** The same keys each time, at the real time: those who rotate them must know that others use them too. */
    static CardKeys cardKeys() {
        HubSettings settings = new Binder(new MapConfigurationPropertySource(Map.of(
                        "sanalpos.master-key",
                        "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=",
                        "sanalpos.card-keys.bits",
                        "2048")))
                .bindOrCreate("sanalpos", HubSettings.class);
        DataSource source = TestDatabase.H2.shared();
        JdbcClient jdbc = JdbcClient.create(source);
        return new CardKeys(
                jdbc,
                TestAudit.transaction(source),
                TestAudit.on(source),
                new Vault(settings, jdbc),
                Clock.systemUTC(),
                settings);
    }

    /** Companies whose code begins with CLEAR may bring clear cards. */
    static Commands commands() {
        return new Commands(validator(), company -> company.startsWith("CLEAR"));
    }

    static JsonRequests json() {
        return new JsonRequests(validator(), commands());
    }

    static XmlRequests xml() {
        return new XmlRequests(new XmlBodies(), commands());
    }

    static ProblemException problem(ThrowingCallable call) {
        ProblemException problem = catchThrowableOfType(ProblemException.class, call);
        if (problem == null) {
            throw new AssertionError("nothing was refused");
        }
        return problem;
    }

    static List<String> fields(ThrowingCallable call) {
        return problem(call).problem().errors().stream().map(FieldError::field).toList();
    }
}
