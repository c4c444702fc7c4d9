package org.sanalpos.hub.cardkeys;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.nimbusds.jose.jwk.RSAKey;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.sanalpos.hub.CardJwe;
import org.sanalpos.hub.TestDatabase;
import org.sanalpos.hub.audit.Actor;
import org.sanalpos.hub.audit.AuditLog;
import org.sanalpos.hub.audit.TestAudit;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.security.EncryptedStore;
import org.sanalpos.hub.security.Vault;
import org.sanalpos.hub.settings.HubSettings;
import org.sanalpos.hub.settings.SettingProblem;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.jdbc.core.simple.JdbcClient;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class CardKeysTest {
    private static final String MASTER_KEY = "AAECAwQFBgcICQoLDA0ODxAREhMUFRYXGBkaGxwdHh8=";
    private static final String OTHER_KEY = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    private static final Actor CLERK = Actor.key("key_1", null, "192.0.2.7");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-14T09:00:00Z"));

    @Parameter
    TestDatabase kind;

    private JdbcClient jdbc;
    private long auditedBefore;

    @BeforeEach
    void database() {
        jdbc = JdbcClient.create(kind.shared());
        forget();
        auditedBefore = jdbc.sql("select coalesce(max(number), 0) from audit_entry")
                .query(Long.class)
                .single();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from card_key").update();
    }

    @Test
    void nodesThatMakeAKeyAtTheSameTimeHaveOneKey() throws Exception {
        List<CardKeys> nodes = List.of(node(clock), node(clock));

        List<String> first = atOnce(nodes, node -> node.usable().get(0).kid());

        assertThat(first).hasSize(2).containsOnly(first.get(0));
        assertThat(generations()).isEqualTo(1);
        clock.advance(Duration.ofDays(364));
        atOnce(nodes, CardKeysTest::tended);
        assertThat(generations()).isEqualTo(1);
        clock.advance(Duration.ofDays(1));

        List<String> second = atOnce(nodes, CardKeysTest::tended);

        assertThat(second).hasSize(2).containsOnly(second.get(0)).doesNotContain(first.get(0));
        assertThat(generations()).isEqualTo(2);
    }

    @Test
    void aKeyThatWasReplacedDecryptsForItsTimeOnEveryNode() {
        CardKeys node = node(clock);
        EncryptedCards other = new EncryptedCards(node(clock));
        String card = CardJwe.of(node.usable().get(0).publicKey(), "{}");
        Instant replaced = clock.instant().plusSeconds(10);
        clock.set(replaced);

        CardKey now = node.rotate(CLERK);

        assertThat(node.usable()).extracting(CardKey::kid).hasSize(2).startsWith(now.kid());
        assertThat(node.usable())
                .extracting(CardKey::usableUntil)
                .containsExactly(null, replaced.plus(Duration.ofDays(30)));
        String late = CardJwe.of(node.usable().get(1).publicKey(), "{}");
        clock.advance(Duration.ofDays(30).minusSeconds(1));
        node.tend();
        assertThat(other.open(card)).isInstanceOf(EncryptedCards.Plain.class);
        assertThat(other.open(late)).isInstanceOf(EncryptedCards.Plain.class);
        clock.advance(Duration.ofSeconds(1));
        assertThat(other.open(card))
                .isInstanceOfSatisfying(EncryptedCards.NoKey.class, refused -> assertThat(refused.reason())
                        .contains("not used since 2026-04-13T09:00:10Z"));
        assertThat(node.usable()).extracting(CardKey::kid).containsExactly(now.kid());

        node.tend();

        assertThat(jdbc.sql("select count(*) from card_key where private_key is not null")
                        .query(Integer.class)
                        .single())
                .isEqualTo(1);
        assertThat(other.open(card)).isInstanceOf(EncryptedCards.NoKey.class);
    }

    @Test
    void thePrivatePartIsEncryptedAndComesUnderANewMasterKey() {
        CardKeys before = node(clock);
        RSAKey key = before.usable().get(0).publicKey();
        String card = CardJwe.of(key, "{}");
        assertThat(jdbc.sql("select private_key from card_key")
                        .query(String.class)
                        .single())
                .startsWith("v1:")
                .doesNotContain(key.getModulus().toString());
        assertThat(key.isPrivate()).isFalse();

        Map<String, String> rotating =
                Map.of("sanalpos.master-key", OTHER_KEY, "sanalpos.previous-master-keys", MASTER_KEY);
        CardKeys after = node(clock, rotating);

        assertThat(after.reEncrypt()).isEqualTo(new EncryptedStore.Counts(1, 0));
        assertThat(after.reEncrypt()).isEqualTo(new EncryptedStore.Counts(0, 1));
        assertThat(new EncryptedCards(after).open(card)).isInstanceOf(EncryptedCards.Plain.class);
        assertThatThrownBy(() -> new EncryptedCards(node(clock)).open(card)).isInstanceOf(SettingProblem.class);
    }

    @Test
    void whoMadeAKeyAndThatAnOldOneIsForgottenIsInTheAudit() {
        CardKeys node = node(clock);
        String first = node.usable().get(0).kid();
        clock.advance(Duration.ofDays(1));
        String second = node.rotate(CLERK).kid();
        clock.advance(Duration.ofDays(365));

        node.tend();
        node.tend();

        String third = node.usable().get(0).kid();
        assertThat(told(first))
                .containsExactly(
                        "create by hub null: null -> {\"kid\":\"" + first + "\",\"privateKey\":\"********\"}",
                        "delete by hub null: {\"kid\":\"" + first + "\",\"privateKey\":\"********\"} -> {\"kid\":\""
                                + first + "\",\"privateKey\":null}");
        assertThat(told(second))
                .containsExactly(
                        "create by operator key_1: null -> {\"kid\":\"" + second + "\",\"privateKey\":\"********\"}");
        assertThat(told(third))
                .containsExactly("create by hub null: null -> {\"kid\":\"" + third + "\",\"privateKey\":\"********\"}");
    }

    @Test
    void aKeyAndItsEntryAreMadeTogetherOrNotAtAll() {
        AuditLog unable = new AuditLog(
                jdbc,
                text -> {
                    throw new IllegalStateException("no seal");
                },
                clock);
        CardKeys node =
                node(clock, Map.of("sanalpos.master-key", MASTER_KEY, "sanalpos.card-keys.bits", "2048"), unable);

        assertThatThrownBy(() -> node.rotate(CLERK)).hasMessage("no seal");

        assertThat(generations()).isZero();
    }

    @Test
    void operatorsWhoRotateAtTheSameTimeEachGetTheKeyThatTheyMade() throws Exception {
        CardKeys one = node(clock);
        one.usable();

        List<String> made = atOnce(List.of(one, node(clock), node(clock)), node -> node.rotate(CLERK)
                .kid());

        assertThat(made).hasSize(3).doesNotHaveDuplicates();
        assertThat(made)
                .allSatisfy(
                        kid -> assertThat(told(kid)).singleElement().asString().startsWith("create by operator"));
        assertThat(generations()).isEqualTo(4);
    }

    /** What this test's audit says of a key. */
    private List<String> told(String kid) {
        return jdbc.sql("select * from audit_entry where kind = 'card-key' and code = ? and number > ?"
                        + " order by number")
                .params(kid, auditedBefore)
                .query((row, number) -> row.getString("action") + " by " + row.getString("by_type") + " "
                        + row.getString("by_key") + ": " + row.getString("before_state") + " -> "
                        + row.getString("after_state"))
                .list();
    }

    @Test
    void noKeyIsMadeBeforeSomebodyAsksForOne() {
        node(clock).tend();

        assertThat(generations()).isZero();
    }

    @Test
    void agesThatCannotBeAreRefused() {
        assertThatThrownBy(() -> new HubSettings.CardKeys(0, 30, 3072))
                .isInstanceOf(SettingProblem.class)
                .hasMessage("SANALPOS_CARD_KEYS_ROTATE_DAYS: expected 1 to 3650 days");
        assertThatThrownBy(() -> new HubSettings.CardKeys(365, 0, 3072))
                .isInstanceOf(SettingProblem.class)
                .hasMessage("SANALPOS_CARD_KEYS_KEEP_DAYS: expected 1 to 3650 days");
    }

    @Test
    void keysAreAsLongAsTheSettingSays() {
        RSAKey key = node(clock, Map.of("sanalpos.master-key", MASTER_KEY))
                .usable()
                .get(0)
                .publicKey();

        assertThat(key.size()).isEqualTo(3072);
        assertThat(node(clock).rotate(CLERK).publicKey().size()).isEqualTo(2048);
        assertThatThrownBy(() -> new HubSettings.CardKeys(365, 30, 1024))
                .isInstanceOf(SettingProblem.class)
                .hasMessage("SANALPOS_CARD_KEYS_BITS: expected 2048 to 4096 bits");
    }

    private static String tended(CardKeys node) {
        node.tend();
        return node.usable().get(0).kid();
    }

    private interface Work {
        String with(CardKeys node);
    }

    private static List<String> atOnce(List<CardKeys> nodes, Work work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(nodes.size());
        CyclicBarrier start = new CyclicBarrier(nodes.size());
        try {
            List<Callable<String>> calls = new ArrayList<>();
            for (CardKeys node : nodes) {
                calls.add(() -> {
                    start.await();
                    return work.with(node);
                });
            }
            List<String> results = new ArrayList<>();
            for (Future<String> result : pool.invokeAll(calls)) {
                results.add(result.get());
            }
            return results;
        } finally {
            pool.shutdownNow();
        }
    }

    private int generations() {
        return jdbc.sql("select count(*) from card_key").query(Integer.class).single();
    }

    // Short keys, because they are made in seconds.
    private CardKeys node(Clock clock) {
        return node(clock, Map.of("sanalpos.master-key", MASTER_KEY, "sanalpos.card-keys.bits", "2048"));
    }

    private CardKeys node(Clock clock, Map<String, String> properties) {
        return node(clock, properties, TestAudit.on(kind.shared()));
    }

    private CardKeys node(Clock clock, Map<String, String> properties, AuditLog audit) {
        HubSettings settings =
                new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate("sanalpos", HubSettings.class);
        return new CardKeys(
                jdbc, TestAudit.transaction(kind.shared()), audit, new Vault(settings, jdbc), clock, settings);
    }
}
