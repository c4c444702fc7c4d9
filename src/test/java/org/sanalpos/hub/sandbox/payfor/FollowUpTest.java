package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.MutableClock;
import org.sanalpos.hub.sandbox.Order;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxBanks;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class FollowUpTest {

    private final Sandbox sandbox;
    private final MutableClock clock;
    private final SandboxBanks banks;
    private final Shop shop;
    private final BankScreen screen;

    FollowUpTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        clock = sandbox.clock();
        banks = sandbox.banks();
        shop = Shop.demo(sandbox);
        screen = sandbox.screen("qnb");
    }

    @ParameterizedTest
    @CsvSource({"0.01, 00", "60.00, 00", "100.00, 00", "115.00, 00", "115.01, V027", "200.00, V027"})
    void aCaptureMayBeFifteenPercentHigherAndAnyAmountLower(String amount, String code) {
        String orderId = Shop.newOrderId();
        Answer preauth = shop.send(shop.preauth(orderId, "100.00"));

        Answer capture = shop.send(shop.capture(orderId, amount).with("MOTO", "0"));

        assertThat(capture.fields("ProcReturnCode TransId")).isEqualTo(code + " " + orderId);
        assertThat(capture.get("HostRefNum")).matches("[0-9]{12}").isNotEqualTo(preauth.get("HostRefNum"));
        if (code.equals("00")) {
            assertThat(capture.get("AuthCode")).isNotEqualTo(preauth.get("AuthCode"));
            assertThat(screen.lines(orderId))
                    .containsExactly(
                            "PREAUTH AUTHORIZED 0",
                            "CAPTURE CAPTURED " + amount.replace(".", "").replaceFirst("^0+", ""));
        } else {
            assertThat(capture.get("AuthCode")).isEmpty();
            assertThat(screen.lines(orderId)).containsExactly("PREAUTH AUTHORIZED 0");
        }
    }

    @Test
    void thereIsOneCapture() {
        String orderId = shop.paid("PreAuth", "100.00");
        shop.send(shop.capture(orderId, "40.00"));

        assertThat(shop.send(shop.capture(orderId, "40.00")).code()).isEqualTo("V025");
    }

    @ParameterizedTest
    @CsvSource({"25, 00", "26, V026"})
    void aPreauthorizationIsCapturedWithinTwentyFiveDays(int days, String code) {
        String orderId = shop.paid("PreAuth", "10.00");

        clock.advance(Duration.ofDays(days));

        assertThat(shop.send(shop.capture(orderId, "10.00")).code()).isEqualTo(code);
    }

    @Test
    void aCaptureThatFitsNothingIsRefused() {
        String sale = shop.paid("Auth", "10.00");
        String voided = shop.paid("PreAuth", "10.00");
        shop.send(shop.voidOf(voided));
        String declined = Shop.newOrderId();
        shop.send(shop.preauth(declined, "70000.05"));
        String dollars = Shop.newOrderId();
        shop.send(shop.preauth(dollars, "10.00").with("Currency", "840"));

        assertThat(shop.send(shop.capture(sale, "10.00")).code()).isEqualTo("V016");
        assertThat(shop.send(shop.capture(voided, "10.00")).code()).isEqualTo("V017");
        assertThat(shop.send(shop.capture(declined, "10.00")).code()).isEqualTo("V022");
        assertThat(shop.send(shop.capture(dollars, "10.00")).code()).isEqualTo("M002");
        assertThat(shop.send(shop.capture(dollars, "10.00").with("Currency", "840"))
                        .code())
                .isEqualTo("00");
    }

    @Test
    void aVoidIsOfTheWholeOrder() {
        String sale = shop.paid("Auth", "10.00");
        String preauth = shop.paid("PreAuth", "10.00");
        String captured = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(captured, "8.00"));

        Answer answer = shop.send(shop.voidOf(sale));
        assertThat(answer.fields("ProcReturnCode ErrMsg TransId")).isEqualTo("00 Onaylandı " + sale);
        assertThat(answer.get("HostRefNum"))
                .matches("[0-9]{12}")
                .isNotEqualTo(shop.inquiry(sale).get("F37"));
        assertThat(shop.send(shop.voidOf(preauth).with("MOTO", "0")).code()).isEqualTo("00");
        assertThat(shop.send(shop.voidOf(captured)).code()).isEqualTo("00");

        assertThat(screen.lines(sale)).containsExactly("SALE VOIDED 1000");
        assertThat(screen.lines(preauth)).containsExactly("PREAUTH VOIDED 0");
        assertThat(screen.lines(captured)).containsExactly("PREAUTH VOIDED 0", "CAPTURE VOIDED 800");
    }

    @Test
    void aSecondVoidFindsNothing() {
        String orderId = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(orderId));

        Answer again = shop.send(shop.voidOf(orderId));

        assertThat(again.fields("ProcReturnCode AuthCode TransId")).isEqualTo("V013  " + orderId);
        assertThat(again.get("HostRefNum")).matches("[0-9]{12}");
    }

    @Test
    void aVoidThatFitsNothingIsRefused() {
        String orderId = shop.paid("Auth", "10.00");
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "70000.05"));

        assertThat(shop.send(shop.voidOf(orderId).with("Currency", "840")).code())
                .isEqualTo("M002");
        assertThat(shop.send(shop.voidOf(declined)).code()).isEqualTo("V022");
        assertThat(screen.lines(orderId)).containsExactly("SALE CAPTURED 1000");
    }

    @Test
    void afterTheEndOfDayOnlyAnOpenPreauthorizationCanBeVoided() {
        String sale = shop.paid("Auth", "10.00");
        String preauth = shop.paid("PreAuth", "10.00");
        String captured = shop.paid("PreAuth", "10.00");
        shop.send(shop.capture(captured, "10.00"));
        screen.settle();

        assertThat(shop.send(shop.voidOf(sale)).fields("ProcReturnCode ErrMsg")).isEqualTo("V018 İşlem iptal edilemez");
        assertThat(shop.send(shop.voidOf(captured)).code()).isEqualTo("V018");
        assertThat(shop.send(shop.voidOf(preauth)).code()).isEqualTo("00");
        shop.send(shop.refund(sale, "4.00"));
        assertThat(shop.send(shop.voidOf(sale)).code()).isEqualTo("V018");
        assertThat(screen.lines(sale)).containsExactly("SALE SETTLED 1000", "REFUND CAPTURED 400");
    }

    @ParameterizedTest
    @ValueSource(strings = {"10.00", "72000.10"})
    void aRefundBeforeTheEndOfDayShowsTheSalesAuthorization(String amount) {
        String orderId = Shop.newOrderId();
        Answer sale = shop.send(shop.sale(orderId, amount));

        Answer refund = shop.send(shop.refund(orderId, "1.00"));

        assertThat(refund.fields("ProcReturnCode ErrMsg AuthCode TransId"))
                .isEqualTo("V014 Gün sonundan önce iade yapılamaz, iptal edin " + sale.get("AuthCode") + " " + orderId);
        screen.settle();
        assertThat(shop.send(shop.refund(orderId, "1.00")).code()).isEqualTo("00");
    }

    @Test
    void refundsAddUpToTheCapturedAmount() {
        String orderId = Shop.newOrderId();
        shop.send(shop.preauth(orderId, "150.00"));
        Answer capture = shop.send(shop.capture(orderId, "129.90"));
        screen.settle();

        Answer first = shop.send(shop.refund(orderId, "29.90"));
        assertThat(first.fields("ProcReturnCode TransId")).isEqualTo("00 " + orderId);
        for (String name : new String[] {"HostRefNum", "AuthCode"}) {
            assertThat(first.get(name)).as(name).isNotEmpty().isNotEqualTo(capture.get(name));
        }
        assertThat(shop.send(shop.refund(orderId, "100.01")).code()).isEqualTo("V015");
        assertThat(shop.send(shop.refund(orderId, "100.00")).code()).isEqualTo("00");
        assertThat(shop.send(shop.refund(orderId, "0.01")).code()).isEqualTo("V037");
        assertThat(screen.refunded(orderId)).isEqualTo(12990);
    }

    @Test
    void aRefundThatFitsNothingIsRefused() {
        String preauth = shop.paid("PreAuth", "10.00");
        String voided = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(voided));
        String declined = Shop.newOrderId();
        shop.send(shop.sale(declined, "70000.05"));
        String lira = shop.paid("Auth", "10.00");
        screen.settle();

        assertThat(shop.send(shop.refund(preauth, "10.00")).code()).isEqualTo("V022");
        assertThat(shop.send(shop.refund(voided, "10.00")).code()).isEqualTo("V017");
        assertThat(shop.send(shop.refund(declined, "10.00")).code()).isEqualTo("V022");
        assertThat(shop.send(shop.refund(lira, "10.00").with("Currency", "978")).code())
                .isEqualTo("M002");
    }

    @Test
    void anOrderAtWhichAnotherRequestIsAtWorkIsNotTouched() {
        String orderId = shop.paid("Auth", "10.00");
        Order order = banks.find("qnb").orElseThrow().open("006600000000101", orderId);

        List<String> codes = order.alone(
                        () -> Stream.of(shop.voidOf(orderId), shop.refund(orderId, "1.00"), shop.sale(orderId, "10.00"))
                                .map(message -> shop.send(message).code())
                                .toList())
                .orElseThrow();

        assertThat(codes).containsExactly("V020", "V020", "V029");
        assertThat(shop.history(orderId).rows()).hasSize(1);
    }

    @Test
    void aStoreWithFewRightsIsToldWhichItLacks() {
        Shop few = Shop.restricted(sandbox);
        String preauth = few.paid("PreAuth", "100.00");
        String sale = few.paid("Auth", "10.00");

        assertThat(few.send(few.sale(Shop.newOrderId(), "1.00").with("MOTO", "1"))
                        .fields("ProcReturnCode ErrMsg"))
                .isEqualTo("V010 Terminal bu işlem tipi için yetkisiz");
        assertThat(few.send(few.sale(Shop.newOrderId(), "1.00").with("Currency", "840"))
                        .code())
                .isEqualTo("V030");
        assertThat(few.send(few.sale(Shop.newOrderId(), "1.00").with("InstallmentCount", "4"))
                        .code())
                .isEqualTo("V024");
        assertThat(few.send(few.sale(Shop.newOrderId(), "1.00").with("InstallmentCount", "3"))
                        .code())
                .isEqualTo("00");
        assertThat(few.send(few.capture(preauth, "100.01")).code()).isEqualTo("V027");
        assertThat(few.send(few.refund(sale, "1.00")).code()).isEqualTo("V014");
        clock.advance(Duration.ofDays(1));
        assertThat(few.send(few.refund(sale, "1.00")).code()).isEqualTo("00");
        assertThat(few.send(few.voidOf(sale)).code()).isEqualTo("V018");
    }
}
