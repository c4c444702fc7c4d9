package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class DeclineTest {

    private final Shop shop;
    private final BankScreen screen;

    DeclineTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox, "teb");
        screen = sandbox.screen("teb");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "4355080000000104", "4355080000000302", "4355080000000401", "4355080000000500", "4355080000000708",
                "4355080000000906", "4355080000001201", "4355080000001300", "4355080000001409", "4355080000001508",
                "4355080000003009", "4355080000003306", "4355080000003405", "4355080000003603", "4355080000003702",
                "4355080000003801", "4355080000004106", "4355080000004304", "4355080000005103", "4355080000005400",
                "4355080000005509", "4355080000005707", "4355080000005806", "4355080000005905", "4355080000006101",
                "4355080000006200", "4355080000006309", "4355080000006507", "4355080000007505", "4355080000008206",
                "4355080000009105", "4355080000009303", "4355080000009600"
            })
    void aCardIsDeclinedWithTheCodeItCarries(String card) {
        String orderId = Shop.newOrderId();
        String code = card.substring(12, 14);

        Answer answer = shop.send(shop.sale(orderId, "10.00").with("Number", card));

        assertThat(answer.outcome()).isEqualTo("Declined ISO8583-" + code);
        assertThat(answer.get("OrderId")).isEqualTo(orderId);
        assertThat(answer.get("GroupId")).isEqualTo(orderId);
        assertThat(answer.get("ProcReturnCode")).isEqualTo(code);
        assertThat(answer.get("AuthCode")).isEmpty();
        assertThat(answer.get("HostRefNum")).hasSize(12);
        assertThat(answer.get("TransId")).isNotEmpty();
        assertThat(answer.get("ErrMsg")).isNotBlank();
        assertThat(answer.extra("NUMCODE")).isEqualTo(code);
        assertThat(screen.lines(orderId)).containsExactly("SALE DECLINED 0");
        assertThat(screen.transaction(orderId, 0).path("resultCode").asString()).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"70000.51, 51", "70000.05, 05", "70000.91, 91"})
    void anAmountIsDeclinedWithTheCodeItCarries(String total, String code) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), total)).outcome()).isEqualTo("Declined ISO8583-" + code);
        assertThat(shop.send(shop.preauth(Shop.newOrderId(), total)).outcome()).isEqualTo("Declined ISO8583-" + code);
    }

    @ParameterizedTest
    @ValueSource(strings = {"70000.00", "70000.99", "70001.51", "7000.51", "71000.00", "71000.99"})
    void amountsNextToTheseAreApproved(String total) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), total)).outcome()).isEqualTo("Approved");
    }

    @ParameterizedTest
    @CsvSource({
        "4355084355084358, VISA, 000",
        "4546711234567894, VISA, 000",
        "4111111111111111, VISA, 123",
        "4242424242424242, VISA, 123",
        "5571135571135575, MASTERCARD, 000",
        "5555555555554444, MASTERCARD, 123",
        "2223003122003222, MASTERCARD, 123",
        "9792030394440796, TROY, 123",
        "6500000000000002, TROY, 123",
        "378282246310005, AMEX, 1234",
        "371449635398431, AMEX, 1234"
    })
    void theseCardsPay(String number, String brand, String cvv) {
        Answer answer = shop.send(
                shop.sale(Shop.newOrderId(), "10.00").with("Number", number).with("Cvv2Val", cvv));

        assertThat(answer.outcome()).isEqualTo("Approved");
        assertThat(answer.extra("CARDBRAND")).isEqualTo(brand);
    }

    @Test
    void anAmericanExpressCardNeedsFourDigits() {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "10.00").with("Number", "378282246310005"))
                        .outcome())
                .isEqualTo("Error CORE-2515");
    }

    @Test
    void aHostTimeoutIsReversedUntilTheEndOfDay() {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "10.00").with("Number", "4355080000009204"));

        assertThat(answer.outcome()).isEqualTo("Declined ISO8583-92");
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("R");
        assertThat(screen.lines(orderId)).containsExactly("SALE REVERSING 0");
        screen.settle();
        assertThat(shop.status(orderId).extra("TRANS_STAT")).isEqualTo("D");
        assertThat(screen.captured(orderId)).isZero();
    }
}
