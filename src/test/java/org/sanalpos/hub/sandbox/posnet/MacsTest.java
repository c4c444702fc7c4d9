package org.sanalpos.hub.sandbox.posnet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.Charge;
import org.sanalpos.hub.sandbox.Store;
import org.sanalpos.hub.sandbox.Transaction.Kind;

class MacsTest {

    @ParameterizedTest
    @CsvSource({
        "67005551, 6706598320, YKB_TST_190620093100_024, 175, J/7/Xprj7F/KDf98luVfIGyUPRQzUCqGwpmvz3KT7oQ=",
        "67005551, 6706598320, TST_190620093100_024, 175, nyeFSQ4J9NZVeCcEGCDomM8e2YIvoeIa/IDh2D3qaL4=",
        "67005551, 6706598320, 000000002020110828BC, 10001, oE7zwV87uOc2DFpGPlr4jQRQ0z9LsxGw56c7vaiZkTo=",
        "67000001, 6700000001, 0000000000ORD1000042, 1234, xpZEEFLDSba8TlfSnRqnner+lbPxFBKMkV5Oai/4EB8="
    })
    void theMacOfARequestIsThatOfTheBanksExamples(
            String terminal, String merchant, String xid, long amount, String mac) {
        assertThat(Macs.ofRequest(order(terminal, merchant, xid, amount))).isEqualTo(mac);
    }

    @ParameterizedTest
    @CsvSource({
        "9, 67005551, 6706598320, 00000000000000000895, 100, 7I9ojRm7yzvZZTFNOYWocGIGSTv2Vmq23STR6X6X+c0=",
        "1, 67005551, 6706598320, YKB_0000080603153823, 5696, y0fU6rRA0OvqJ5GN6uMdHVu6Xra7QR1qeT9rN7R1L+o=",
        "9, 67537267, 6797752273, 12345678901234567890, 10000, u08ENxSy/9Bi04MJ2IgbUWfg/LalRlGXjcLl7X0b+dg=",
        "1, 67000001, 6700000001, 0000000000ORD1000042, 1234, +SQ/fn1uWgeofAsM80IID/+w8Qbnqv48p5gga6JyeQY=",
        "0, 67000001, 6700000001, 0000000000ORD1000042, 1234, ShXQfYfIWuzjsV4ZxoGGKZsozkeZFdeLn1ZYiwY2HpU="
    })
    void theMacOfAnAuthenticationIsThatOfTheBanksExamples(
            String mdStatus, String terminal, String merchant, String xid, long amount, String mac) {
        assertThat(Macs.ofAuthentication(mdStatus, order(terminal, merchant, xid, amount)))
                .isEqualTo(mac);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 67537267, 6797752273, 12345678901234567890, 10000, JGiC2uzp8MCNxuyr6G7gLsomQ7uvV7R3CMihYnQZ4Bo=",
        "026154321090042261, 67000001, 6700000001, 0000000000ORD1000042, 1234,"
                + " 2O4Kx1ipk5fycX/cKcMAqo0pD+XmBtjoN4RALxw10vI=",
        "'', 67000001, 6700000001, 0000000000ORD1000042, 1234, yLf2nVTFKz2k3XywbrZL8LMGX1Rrn6hnJDTBFd5hBJo="
    })
    void theMacOfAPaymentIsThatOfTheBanksExamples(
            String key, String terminal, String merchant, String xid, long amount, String mac) {
        assertThat(Macs.ofPayment(key, order(terminal, merchant, xid, amount))).isEqualTo(mac);
    }

    private static SecureOrder order(String terminal, String merchant, String xid, long amount) {
        Store store = new Store(
                Map.of("merchantId", merchant, "terminalId", terminal, "encKey", "10,10,10,10,10,10,10,10"),
                new Store.Rights(false, Set.of("TRY"), 1, false, 0, false, Set.of(), Store.Settlement.MANUAL));
        return new SecureOrder(null, store, xid, new Charge(Kind.SALE, "", amount, "TRY", 1), "TL", "00", null);
    }
}
