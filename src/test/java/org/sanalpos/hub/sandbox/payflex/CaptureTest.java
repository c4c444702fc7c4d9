package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class CaptureTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final Shop shop;
    private final BankScreen screen;

    CaptureTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void aCaptureIsAnsweredInTheShapeOfFollowUps() {
        Message auth = shop.approved(shop.auth("180.00"));
        Message capture = shop.capture(auth, "180.00");

        Answer answer = shop.send(capture);

        assertThat(answer.text())
                .matches("<\\?xml version=\"1.0\" encoding=\"utf-8\"\\?><VposResponse>"
                        + "<MerchantId>000000000120001</MerchantId><TransactionType>Capture</TransactionType>"
                        + "<TransactionId>" + capture.id() + "</TransactionId>"
                        + "<ReferenceTransactionId>" + auth.id() + "</ReferenceTransactionId>"
                        + "<ResultCode>0000</ResultCode><ResultDetail>İŞLEM BAŞARILI</ResultDetail>"
                        + "<InstallmentTable /><CampaignResult /><AuthCode>[1-9][0-9]{5}</AuthCode>"
                        + "<HostDate>20260504120000</HostDate><Rrn>612412[0-9]{6}</Rrn><TerminalNo>VP000701</TerminalNo>"
                        + "<CurrencyAmount>180.00</CurrencyAmount><CurrencyCode>949</CurrencyCode>"
                        + "<BatchNo>[0-9]+</BatchNo><TLAmount>180.00</TLAmount></VposResponse>");
        assertThat(screen.lines(auth.values().get("OrderId")))
                .containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 18000");
        assertThat(screen.transaction(auth.values().get("OrderId"), 1)
                        .path("transId")
                        .asString())
                .isEqualTo(capture.id());
        assertThat(screen.requests(auth.values().get("OrderId"))).isEqualTo(2);
    }

    @Test
    void anAuthIsCapturedOnceForNoMoreThanItsAmount() {
        Message auth = shop.approved(shop.auth("100.00"));

        assertThat(shop.code(shop.capture(auth, "100.01"))).isEqualTo("0323");
        assertThat(shop.code(shop.capture(auth, "60.50"))).isEqualTo("0000");
        assertThat(shop.code(shop.capture(auth, "39.50"))).isEqualTo("1065");
        assertThat(screen.captured(auth.values().get("OrderId"))).isEqualTo(6050);
    }

    @ParameterizedTest
    @CsvSource({
        "TerminalNo, 1125",
        "CurrencyAmount, 1049",
        "CurrencyCode, 1077",
        "ReferenceTransactionId, 1007",
        "ClientIp, 1096"
    })
    void whatACaptureNeedsMustBeThere(String element, String code) {
        Message auth = shop.approved(shop.auth("10.00"));

        assertThat(shop.code(shop.capture(auth, "10.00").without(element))).isEqualTo(code);
        assertThat(screen.lines(auth.values().get("OrderId"))).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @ParameterizedTest
    @CsvSource({"Pan, 4938460158754205, 6019", "NumberOfInstallments, 2, 6019", "CurrencyCode, 840, 1077"})
    void aCaptureHasNothingElse(String element, String value, String code) {
        Message auth = shop.approved(shop.auth("10.00"));

        assertThat(shop.code(shop.capture(auth, "10.00").with(element, value))).isEqualTo(code);
    }

    @Test
    void whatIsNoOpenAuthIsNotCaptured() {
        Message sale = shop.approved(shop.sale("10.00"));
        Message declined = shop.auth("70000.51");
        shop.send(declined);
        Message cancelled = shop.approved(shop.auth("10.00"));
        shop.approved(shop.cancel(cancelled));
        Message reversed = shop.approved(shop.auth("10.00"));
        shop.approved(shop.reversal(reversed));

        assertThat(shop.code(shop.capture(shop.auth("10.00"), "10.00"))).isEqualTo("1007");
        assertThat(shop.code(shop.capture(sale, "10.00"))).isEqualTo("1089");
        assertThat(shop.code(shop.capture(declined, "10.00"))).isEqualTo("1089");
        assertThat(shop.code(shop.capture(cancelled, "10.00"))).isEqualTo("1088");
        assertThat(shop.code(shop.capture(reversed, "10.00"))).isEqualTo("1101");
    }

    @Test
    void anotherStoresAuthIsUnknown() {
        Message auth = shop.approved(shop.auth("10.00"));
        Shop other = Shop.restricted(sandbox);

        assertThat(other.code(other.capture(auth, "10.00"))).isEqualTo("1007");
    }

    @Test
    void aDeclinedCaptureLeavesTheAuthOpen() {
        Message auth = shop.approved(shop.auth("100000.00"));

        Answer declined = shop.send(shop.capture(auth, "70000.05"));

        assertThat(declined.code()).isEqualTo("0005");
        assertThat(declined.get("ReferenceTransactionId")).isEqualTo(auth.id());
        assertThat(declined.get("CurrencyAmount")).isEqualTo("70000.05");
        assertThat(declined.get("AuthCode")).isEqualTo("000000");
        assertThat(shop.code(shop.capture(auth, "70000.00"))).isEqualTo("0000");
    }

    @Test
    void theCancelOfACaptureReopensTheAuth() {
        Message auth = shop.approved(shop.auth("100.00"));
        Message first = shop.approved(shop.capture(auth, "60.00"));

        assertThat(shop.code(shop.cancel(auth))).isEqualTo("0971");
        assertThat(shop.code(shop.cancel(first))).isEqualTo("0000");
        assertThat(shop.code(shop.capture(auth, "100.00"))).isEqualTo("0000");
        assertThat(screen.lines(auth.values().get("OrderId")))
                .containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE VOIDED 6000", "CAPTURE CAPTURED 10000");
    }

    @Test
    void aStoreMayHaveToCaptureInTime() {
        Shop restricted = Shop.restricted(sandbox);
        Message auth = restricted.approved(restricted.auth("10.00"));
        clock.advance(Duration.ofDays(15).plusSeconds(1));

        assertThat(restricted.code(restricted.capture(auth, "10.00"))).isEqualTo("0320");
        clock.advance(Duration.ofSeconds(-1));
        assertThat(restricted.code(restricted.capture(auth, "10.00"))).isEqualTo("0000");
    }
}
