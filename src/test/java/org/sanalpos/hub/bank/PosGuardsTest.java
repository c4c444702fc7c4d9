package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.bank.GuardedCalls.Kind;
import org.sanalpos.hub.clock.SteadyTime;
import org.sanalpos.hub.mapping.Account;
import org.sanalpos.hub.mapping.BankReply;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.settings.HubSettings;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

class PosGuardsTest {
    private static final Account ACCOUNT = account("secret");

    private final MutableClock clock = new MutableClock(Instant.parse("2026-03-01T09:00:00Z"));
    private final PosGuards guards = guards(clock);

    @Test
    void aBreakerOpensAndLetsAFewCallsTryWhenItsTimeHasCome() {
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
        fail(4);
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isFalse();
        assertThat(enter(Kind.FIRST))
                .isInstanceOfSatisfying(PosGuard.Refused.class, refused -> assertThat(refused.obstacle())
                        .isEqualTo(BankReply.Obstacle.BREAKER));

        clock.advance(Duration.ofSeconds(31));
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
        List<PosGuard.Passage> probes = List.of(passage(), passage(), passage());
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isFalse();
        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Refused.class);
        probes.forEach(probe -> probe.end(Verdict.WELL));

        assertThat(guards.standings()).singleElement().satisfies(pos -> {
            assertThat(pos.open()).isFalse();
            assertThat(pos.halfOpen()).isFalse();
            assertThat(pos.underWay()).isZero();
        });
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
    }

    @Test
    void aClockThatIsSetBackKeepsNoBreakerOpen() {
        fail(4);

        clock.set(clock.instant().minus(Duration.ofHours(3)));

        clock.advance(Duration.ofSeconds(29));
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isFalse();
        clock.advance(Duration.ofSeconds(2));
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
        passage().end(Verdict.WELL);
    }

    @Test
    void aClockThatIsSetForwardOpensTheWayToNoBankInTrouble() {
        fail(4);

        clock.set(clock.instant().plus(Duration.ofHours(3)));

        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Refused.class);
    }

    @Test
    void probesThatFailOpenItAgain() {
        fail(4);
        clock.advance(Duration.ofSeconds(31));

        fail(3);

        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Refused.class);
    }

    @Test
    void aProbeThatTheHubItselfEndedGivesItsPlaceBack() {
        fail(4);
        clock.advance(Duration.ofSeconds(31));

        for (int i = 0; i < 10; i++) {
            passage().end(Verdict.NONE);
        }

        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
    }

    @Test
    void whatTheHubItselfEndedIsNoTroubleOfTheBank() {
        for (int i = 0; i < 20; i++) {
            passage().end(Verdict.NONE);
        }
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isTrue();
    }

    @Test
    void callsThatHangAreNoticedWhileTheyAreUnderWay() {
        List<PosGuard.Passage> hanging = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            hanging.add(passage());
        }
        // The shortest time that counts as slow.
        org.awaitility.Awaitility.await().pollDelay(Duration.ofMillis(1100)).until(() -> true);
        hanging.forEach(PosGuard.Passage::slow);

        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Refused.class);
        hanging.forEach(passage -> passage.end(Verdict.UNWELL));
        assertThat(guards.standings().get(0).underWay()).isZero();
    }

    @Test
    void oneInquiryAtATimePassesAnOpenBreakerAndItsAnswerLetsPaymentsTry() {
        fail(4);
        PosGuard.Passage probe = (PosGuard.Passage) enter(Kind.INQUIRY);
        assertThat(enter(Kind.INQUIRY)).isInstanceOf(PosGuard.Refused.class);
        probe.end(Verdict.UNWELL);
        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Refused.class);

        ((PosGuard.Passage) enter(Kind.INQUIRY)).end(Verdict.WELL);

        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Passage.class);
    }

    @Test
    void whatTheBankHasBegunGoesOnThere() {
        fail(4);
        assertThat(enter(Kind.LATER)).isInstanceOf(PosGuard.Passage.class);
    }

    @Test
    void aFullLimitWaitsBrieflyAndRefusesUntilAPlaceIsFree() {
        PosGuard.Passage first = passage();
        for (int i = 1; i < 8; i++) {
            passage();
        }

        assertThat(enter(Kind.FIRST))
                .isInstanceOfSatisfying(PosGuard.Refused.class, refused -> assertThat(refused.obstacle())
                        .isEqualTo(BankReply.Obstacle.LIMIT));
        assertThat(guards.accepts("ACME", "POS", ACCOUNT)).isFalse();
        first.end(Verdict.WELL);
        assertThat(enter(Kind.FIRST)).isInstanceOf(PosGuard.Passage.class);
    }

    @Test
    void allVirtualPosesOfABankHaveOneMoreLimitTogether() {
        for (int i = 0; i < 6; i++) {
            assertThat(guards.of("ACME", "POS", ACCOUNT).enter(Kind.FIRST, Duration.ZERO))
                    .isInstanceOf(PosGuard.Passage.class);
            assertThat(guards.of("BETA", "POS", ACCOUNT).enter(Kind.FIRST, Duration.ZERO))
                    .isInstanceOf(PosGuard.Passage.class);
        }

        assertThat(guards.of("GAMMA", "POS", ACCOUNT).enter(Kind.FIRST, Duration.ZERO))
                .isInstanceOfSatisfying(PosGuard.Refused.class, refused -> assertThat(refused.reason())
                        .contains("12", "bank teb"));
        assertThat(guards.standings())
                .filteredOn(pos -> pos.company().equals("GAMMA"))
                .singleElement()
                .satisfies(pos -> assertThat(pos.underWay()).isZero());
    }

    @Test
    void aChangedDefinitionBeginsAnew() {
        fail(4);
        Account changed = account("another secret");

        assertThat(guards.accepts("ACME", "POS", changed)).isTrue();
        assertThat(guards.of("ACME", "POS", changed).enter(Kind.FIRST, Duration.ZERO))
                .isInstanceOf(PosGuard.Passage.class);
        assertThat(guards.accepts("ACME", "POS", changed)).isTrue();
    }

    @Test
    void oneVirtualPosInTroubleIsNoneOfTheOthers() {
        fail(4);
        assertThat(guards.accepts("ACME", "OTHER", ACCOUNT)).isTrue();
        assertThat(guards.accepts("BETA", "POS", ACCOUNT)).isTrue();
    }

    /** A company that leads definitions to an address that hangs takes no call of the bank from those who use the bank's own. */
    @Test
    void addressesThatCompaniesGaveShareALimitOfTheirOwn() {
        Account own =
                new Account("teb", "test", Map.of(), Map.of("api", "https://hangs.example/"), Set.of("api"), null);
        for (int i = 0; i < 6; i++) {
            assertThat(guards.of("BAD", "POS" + i, own).enter(Kind.FIRST, Duration.ZERO))
                    .isInstanceOf(PosGuard.Passage.class);
        }

        assertThat(guards.of("BAD", "POS6", own).enter(Kind.FIRST, Duration.ZERO))
                .isInstanceOfSatisfying(PosGuard.Refused.class, refused -> assertThat(refused.reason())
                        .isEqualTo("6 calls are under way to addresses that companies gave for bank teb"));
        for (int i = 0; i < 12; i++) {
            assertThat(guards.of("ACME", "POS" + i, ACCOUNT).enter(Kind.FIRST, Duration.ZERO))
                    .isInstanceOf(PosGuard.Passage.class);
        }
    }

    private PosGuard.Entry enter(Kind kind) {
        return guards.of("ACME", "POS", ACCOUNT).enter(kind, Duration.ZERO);
    }

    private PosGuard.Passage passage() {
        return (PosGuard.Passage) enter(Kind.FIRST);
    }

    private void fail(int calls) {
        for (int i = 0; i < calls; i++) {
            passage().end(Verdict.UNWELL);
        }
    }

    private static Account account(String password) {
        return new Account("teb", "test", Map.of("password", password), Map.of(), Set.of(), null);
    }

    private static HubSettings settings() {
        return new Binder(new MapConfigurationPropertySource(Map.of(
                        "sanalpos.banks.calls-per-pos", "8",
                        "sanalpos.banks.calls-per-bank", "12",
                        "sanalpos.banks.wait-ms", "20",
                        "sanalpos.banks.breaker-minimum-calls", "4",
                        "sanalpos.banks.breaker-slow-seconds", "1")))
                .bindOrCreate("sanalpos", Bindable.of(HubSettings.class));
    }

    /** As a hub has them whose clock, and whose time, the test moves. */
    private static PosGuards guards(MutableClock clock) {
        AnnotationConfigApplicationContext hub = new AnnotationConfigApplicationContext();
        hub.registerBean(Clock.class, () -> clock);
        hub.registerBean(SteadyTime.class, () -> new SteadyTime(clock::nanos));
        hub.registerBean(HubSettings.class, PosGuardsTest::settings);
        hub.register(PosGuards.class);
        hub.refresh();
        return hub.getBean(PosGuards.class);
    }
}
