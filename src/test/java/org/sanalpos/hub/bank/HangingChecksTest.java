package org.sanalpos.hub.bank;

import static org.assertj.core.api.Assertions.assertThat;
import static org.sanalpos.hub.Requests.sale;
import static org.sanalpos.hub.Requests.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sanalpos.hub.ContractClient.Reply;
import org.sanalpos.hub.HeldBank;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.virtualpos.VirtualPoses;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

/** Definitions that lead to an address that never answers are checked again and again: payments and other companies go on. */
@HubTest
class HangingChecksTest {
    private static final String BANK = "turkiyefinans";

    /** All connections of a bank are the limit of its calls and ten more. */
    private static final int CONNECTIONS = 110;

    private static final int SPARE = 10;
    private static final int OF_ONE_COMPANY = 4;

    @LocalServerPort
    int port;

    @Autowired
    VirtualPoses poses;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private HeldBank bank;
    private TroubledCompany well;

    @BeforeEach
    void companies() {
        bank = new HeldBank();
        well = new TroubledCompany(port, poses);
        well.pos("WELL", BANK, 1);
    }

    @AfterEach
    void stop() {
        bank.close();
        callers.shutdownNow();
    }

    @Test
    void manyOfThemTakeNoConnectionThatAPaymentAtTheSameBankNeeds() throws Exception {
        List<Future<Reply>> checks = new ArrayList<>();
        for (int company = 0; company < 3; company++) {
            checks.addAll(hanging(CONNECTIONS / 3 + 1));
        }
        awaitAllHeldOrAnswered(checks);

        Reply paid = well.client().post("/payments", with(sale(BANK), "virtualPos", "WELL"));
        Reply checked = check(well, "WELL");

        assertThat(paid.body().path("status").asString()).as(paid.text()).isEqualTo("captured");
        assertThat(checked.status()).isEqualTo(503);
        assertThat(checked.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(checked.body().path("detail").asString())
                .isEqualTo("10 checks at bank turkiyefinans are under way; try again when one of them has ended");
        bank.release();
        assertThat(statuses(checks)).isEqualTo(Map.of(200, (long) SPARE, 503, (long) checks.size() - SPARE));
        assertThat(check(well, "WELL").status()).isEqualTo(200);
    }

    @Test
    void thoseOfOneCompanyTakeNoPlaceThatTheChecksOfAnotherNeed() throws Exception {
        List<Future<Reply>> checks = hanging(CONNECTIONS);
        awaitAllHeldOrAnswered(checks);

        Reply checked = check(well, "WELL");

        assertThat(checked.status()).as(checked.text()).isEqualTo(200);
        assertThat(checked.body().path("ok").asBoolean()).as(checked.text()).isTrue();
        assertThat(bank.orders()).hasSize(OF_ONE_COMPANY);
        bank.release();
        assertThat(statuses(checks))
                .isEqualTo(Map.of(200, (long) OF_ONE_COMPANY, 503, (long) CONNECTIONS - OF_ONE_COMPANY));
    }

    /** Checks of a new company, none of which is answered. */
    private List<Future<Reply>> hanging(int number) {
        TroubledCompany company = new TroubledCompany(port, poses);
        company.pos("HANGS", BANK, 1, Map.of("api", bank.url()));
        List<Future<Reply>> checks = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            checks.add(callers.submit(() -> check(company, "HANGS")));
        }
        return checks;
    }

    private void awaitAllHeldOrAnswered(List<Future<Reply>> checks) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> checks.stream().filter(Future::isDone).count()
                                + bank.orders().size()
                        == checks.size());
    }

    private static Reply check(TroubledCompany company, String pos) {
        return company.client().post("/virtual-pos/" + pos + "/check", null);
    }

    private static Map<Integer, Long> statuses(List<Future<Reply>> checks) throws Exception {
        List<Integer> statuses = new ArrayList<>();
        for (Future<Reply> check : checks) {
            statuses.add(check.get(30, TimeUnit.SECONDS).status());
        }
        return statuses.stream().collect(Collectors.groupingBy(status -> status, Collectors.counting()));
    }
}
