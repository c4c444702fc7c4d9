package org.sanalpos.hub.sandbox.payfor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class DeclineTest {

    private final Sandbox sandbox;
    private final Shop shop;

    DeclineTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "4355080000000500, 10.00, 05, İşlem onaylanmadı",
        "4355080000005103, 10.00, 51, Limit yetersiz",
        "4355080000005400, 10.00, 54, Kartın süresi dolmuş",
        "4355080000009204, 10.00, 92, 'Zaman aşımı, işlem geri alınıyor'",
        "4546711234567894, 70000.41, 41, Kayıp kart",
        "4546711234567894, 70000.93, 93, Taksit veya puan kuralı ihlali",
        "4355080000003405, 10.00, 07, 'Sahtekârlık şüphesi, karta el koyunuz'",
        "4355080000008206, 10.00, 34, Güvenlik kodu hatalı"
    })
    void aDeclineHasTheBanksOwnNumberAndIsToldByTheInquiryToo(String pan, String amount, String code, String text) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, amount).with("Pan", pan));

        assertThat(answer.fields("AuthCode ProcReturnCode TransId ErrMsg"))
                .isEqualTo(" " + code + " " + orderId + " " + text);
        assertThat(answer.get("HostRefNum")).matches("[0-9]{12}");
        assertThat(shop.inquiry(orderId).fields("ProcReturnCode TxnStatus TxnResult PurchAmount AuthCode"))
                .isEqualTo(code + " N Failed " + amount + " ");
    }

    @Test
    void aDeclinedCaptureLeavesThePreauthorizationOpen() {
        String orderId = shop.paid("PreAuth", "70010.00");

        assertThat(shop.send(shop.capture(orderId, "70000.51")).code()).isEqualTo("51");
        assertThat(shop.inquiry(orderId).fields("ProcReturnCode TxnType")).isEqualTo("00 PreAuth");
        assertThat(shop.send(shop.capture(orderId, "70010.00")).code()).isEqualTo("00");
    }

    @Test
    void aDeclinedRefundGivesNothingBack() {
        String orderId = shop.paid("Auth", "70010.00");
        BankScreen screen = sandbox.screen("qnb");
        screen.settle();

        assertThat(shop.send(shop.refund(orderId, "70000.57")).code()).isEqualTo("57");
        assertThat(shop.inquiry(orderId).get("RefundedAmount")).isEqualTo("0");
        assertThat(screen.refunded(orderId)).isZero();
    }
}
