package org.sanalpos.hub.sandbox.nestpay;

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
        shop = Shop.demo(sandbox, "halkbank");
        screen = sandbox.screen("halkbank");
    }

    @Test
    void aPreauthorizationTakesNoMoney() {
        String orderId = shop.paid("PreAuth", "100.00");

        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
        assertThat(screen.captured(orderId)).isZero();
    }

    @ParameterizedTest
    @CsvSource({"100.00, 10000", "60.50, 6050", ", 10000", "0.01, 1"})
    void aCaptureTakesAllOrLess(String total, long captured) {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.send(shop.preauth(orderId, "100.00"));

        Answer capture = shop.send(shop.capture(orderId, total == null ? "" : total));

        assertThat(capture.outcome()).isEqualTo("Approved");
        assertThat(capture.get("AuthCode")).isEqualTo(preauth.get("AuthCode"));
        assertThat(capture.get("TransId")).isNotEqualTo(preauth.get("TransId"));
        assertThat(capture.get("HostRefNum")).isNotEqualTo(preauth.get("HostRefNum"));
        assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED " + captured);
        assertThat(screen.captured(orderId)).isEqualTo(captured);
    }

    @Test
    void aPreauthorizationMayBeNamedByItsTransaction() {
        String transId = shop.send(shop.preauth(Shop.newOrderId(), "100.00")).get("TransId");

        assertThat(shop.send(shop.head().with("Type", "PostAuth").with("TransId", transId))
                        .outcome())
                .isEqualTo("Approved");
    }

    @Test
    void aSecondCaptureIsRefused() {
        String orderId = shop.paid("PreAuth", "100.00");
        shop.send(shop.capture(orderId, "40.00"));

        assertThat(shop.send(shop.capture(orderId, "60.00")).outcome()).isEqualTo("Error CORE-2509");
        assertThat(screen.captured(orderId)).isEqualTo(4000);
    }

    @Test
    void moreThanThePreauthorizationNeedsItsAmountAndARight() {
        String orderId = shop.paid("PreAuth", "100.00");
        Shop other = Shop.restricted(sandbox);
        String otherOrderId = other.paid("PreAuth", "100.00");

        assertThat(shop.send(shop.capture(orderId, "100.01")).outcome()).isEqualTo("Error CORE-2512");
        assertThat(shop.send(shop.capture(orderId, "100.01").with("Extra/PREAMT", "99.00"))
                        .outcome())
                .isEqualTo("Error CORE-2128");
        assertThat(other.send(other.capture(otherOrderId, "110.00").with("Extra/PREAMT", "100.00"))
                        .outcome())
                .isEqualTo("Error CORE-2505");
        assertThat(shop.send(shop.capture(orderId, "110.00").with("Extra/PREAMT", "100.00"))
                        .outcome())
                .isEqualTo("Approved");
        assertThat(screen.captured(orderId)).isEqualTo(11000);
    }

    @Test
    void aCaptureThatFitsNothingIsRefused() {
        String sale = shop.paid("Auth", "10.00");
        String voided = shop.paid("PreAuth", "10.00");
        shop.send(shop.voidOf(voided));
        String declined = Shop.newOrderId();
        shop.send(shop.preauth(declined, "70000.51"));
        String open = shop.paid("PreAuth", "10.00");

        assertThat(shop.send(shop.capture(Shop.newOrderId(), "10.00")).outcome())
                .isEqualTo("Error CORE-2115");
        assertThat(shop.send(shop.capture(sale, "10.00")).outcome()).isEqualTo("Error CORE-2115");
        assertThat(shop.send(shop.capture(voided, "10.00")).outcome()).isEqualTo("Error CORE-2509");
        assertThat(shop.send(shop.capture(declined, "10.00")).outcome()).isEqualTo("Error CORE-2116");
        assertThat(shop.send(shop.capture(open, "0")).outcome()).isEqualTo("Error CORE-2506");
        assertThat(shop.send(shop.capture(open, "10.00").with("Currency", "840"))
                        .outcome())
                .isEqualTo("Error CORE-2119");
        assertThat(shop.send(shop.head().with("Type", "PostAuth")).outcome()).isEqualTo("Error CORE-2004");
        assertThat(screen.lines(open)).containsExactly("PREAUTH AUTHORIZED 0");
    }

    @Test
    void aDeclinedCaptureLeavesThePreauthorizationOpen() {
        String orderId = shop.paid("PreAuth", "100000.00");

        Answer declined = shop.send(shop.capture(orderId, "70000.05"));

        assertThat(declined.get("Response")).isEqualTo("Declined");
        assertThat(declined.get("ProcReturnCode")).isEqualTo("05");
        assertThat(shop.send(shop.capture(orderId, "70000.00")).outcome()).isEqualTo("Approved");
        assertThat(screen.captured(orderId)).isEqualTo(7_000_000);
    }

    @Test
    void aStoreMayHaveToCaptureInTime() {
        Shop other = Shop.restricted(sandbox);
        String orderId = other.paid("PreAuth", "10.00");
        clock.advance(Duration.ofDays(15).plusSeconds(1));

        assertThat(other.send(other.capture(orderId, "10.00")).outcome()).isEqualTo("Error CORE-2513");
        clock.advance(Duration.ofSeconds(-1));
        assertThat(other.send(other.capture(orderId, "10.00")).outcome()).isEqualTo("Approved");
    }
}
