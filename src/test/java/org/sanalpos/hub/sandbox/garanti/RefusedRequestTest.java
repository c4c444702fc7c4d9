package org.sanalpos.hub.sandbox.garanti;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefusedRequestTest {

    private final Shop shop;

    RefusedRequestTest(Sandbox sandbox) {
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "Terminal/ID, 30691299, 92/0752",
        "Terminal/ID, 030691250, 92/0752",
        "Terminal/MerchantID, 3000124, 92/0753",
        "Terminal/MerchantID, 30691250, 92/0753",
        "Terminal/ProvUserID, PROVOOS, 92/0653",
        "Terminal/ProvUserID, provaut, 92/0653",
        "Terminal/HashData, 00, 92/0651",
        "Version, v0.01, 92/0651",
        "Version, '', 92/0651",
        "Terminal/ID, '', 92/0002",
        "Terminal/MerchantID, '', 92/0002",
        "Terminal/ProvUserID, '', 92/0002",
        "Terminal/HashData, '', 92/0002"
    })
    void wrongCredentialsComeBeforeAnyOtherMistake(String path, String value, String outcome) {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "0").with("Order/Nonsense", "1").with(path, value);

        Answer answer = shop.send(sale);

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.get("Order/OrderID")).isEqualTo(orderId);
        assertThat(answer.rrn()).isEmpty();
    }

    @Test
    void theSignatureCoversOrderCardAmountAndCurrencyInUpperCaseDigits() {
        Message sale = shop.sale(Shop.newOrderId(), "100");
        String good = sale.xml();
        String hash = good.replaceAll(".*<HashData>|</HashData>.*", "");

        for (String[] change : new String[][] {
            {"Order/OrderID", Shop.newOrderId()},
            {"Card/Number", Message.VISA},
            {"Transaction/Amount", "101"},
            {"Transaction/CurrencyCode", "840"},
            {"Terminal/HashData", hash.toLowerCase(Locale.ROOT)}
        }) {
            Answer answer = shop.send(sale.with("Terminal/HashData", hash).with(change[0], change[1]));
            assertThat(answer.outcome()).as(change[0]).isEqualTo("92/0651");
            assertThat(answer.response("ErrorMsg")).isEqualTo("Kullanıcı şifresi hatalı");
        }
        assertThat(shop.send(sale.with("Terminal/HashData", hash)).outcome()).isEqualTo("00");
    }

    @Test
    void eachUserHasItsOwnOperationsAndPassword() {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "100"));
        Message sale = shop.sale(Shop.newOrderId(), "100");
        Message refund = shop.refund(orderId, "100");
        String signedByProvisionUser = refund.as("PROVAUT").xml().replaceAll(".*<HashData>|</HashData>.*", "");

        assertThat(shop.send(sale.as("PROVRFN")).outcome()).isEqualTo("92/0652");
        assertThat(shop.send(refund.as("PROVAUT")).outcome()).isEqualTo("92/0652");
        assertThat(shop.send(shop.voidOf(orderId).as("PROVAUT")).outcome()).isEqualTo("92/0652");
        assertThat(shop.send(shop.query("orderinq", orderId).as("PROVRFN")).outcome())
                .isEqualTo("92/0652");
        assertThat(shop.send(refund.with("Terminal/HashData", signedByProvisionUser))
                        .outcome())
                .isEqualTo("92/0651");
    }

    @ParameterizedTest
    @CsvSource({
        "Mode, DEMO, 92/0001",
        "Mode, '', 92/0002",
        "Terminal/UserID, '', 92/0002",
        "Terminal/UserID, 123456789012345678901234567890123, 92/0003",
        "Customer/IPAddress, '', 92/0002",
        "Customer/IPAddress, 2001:db8::7, 92/0001",
        "Customer/IPAddress, 192.0.2.256, 92/0001",
        "Customer/IPAddress, 192.0.02.7, 92/0001",
        "Customer/EmailAddress, a234567890123456789012345678901234567890123456789012@example.com., 92/0003",
        "Order/GroupID, 1234567890123456789012345678901234567, 92/0003",
        "Order/CommentList/Comment/Text, 123456789012345678901, 92/0003",
        "Order/OrderID, 123456789012345678901234567890123, 92/0231",
        "Order/OrderID, A B, 92/0001",
        "Order/OrderID, A/B, 92/0001",
        "Order/OrderID, Sipariş, 92/0001",
        "Order/StartDate, 04/05/2026 00:00, 92/0001",
        "Order/ListPageNum, 1, 92/0001",
        "Transaction/Type, Sales, 92/0001",
        "Transaction/Type, sale, 92/0001",
        "Transaction/Type, '', 92/0002",
        "Transaction/InstallmentCnt, 0, 92/0001",
        "Transaction/InstallmentCnt, 00, 92/0001",
        "Transaction/InstallmentCnt, 1, 92/0001",
        "Transaction/InstallmentCnt, 03, 92/0001",
        "Transaction/InstallmentCnt, x, 92/0001",
        "Transaction/InstallmentCnt, 13, 58",
        "Transaction/Amount, '', 92/0002",
        "Transaction/Amount, 0, 92/0002",
        "Transaction/Amount, 00, 92/0001",
        "Transaction/Amount, 0100, 92/0001",
        "Transaction/Amount, 129.90, 92/0001",
        "Transaction/Amount, -100, 92/0001",
        "Transaction/Amount, 12345678901234567890, 92/0003",
        "Transaction/Amount, 9999999999999999999, 13",
        "Transaction/CurrencyCode, '', 92/0002",
        "Transaction/CurrencyCode, TRY, 92/0001",
        "Transaction/CurrencyCode, 999, 92/0001",
        "Transaction/CurrencyCode, 392, 92/0759",
        "Transaction/CardholderPresentCode, '', 92/0002",
        "Transaction/CardholderPresentCode, 1, 92/0001",
        "Transaction/CardholderPresentCode, 13, 92/0763",
        "Transaction/Secure3D/Md, abc=, 92/0763",
        "Transaction/MotoInd, '', 92/0002",
        "Transaction/MotoInd, X, 92/0001",
        "Transaction/OriginalRetrefNum, 612400000001, 92/0001",
        "Transaction/BatchNum, 2287, 92/0001",
        "Transaction/BINInq/Group, A, 92/0001",
        "Transaction/SubType, x, 92/0001",
        "Transaction/SubType, dcc, 92/0113",
        "Transaction/DCC/Currency, 840, 92/0001",
        "Transaction/RewardList/Reward/Type, BNS, 92/0771",
        "Transaction/DelayDayCount, 5, 92/0771",
        "Order/Recurring/Type, R, 92/0756",
        "SettlementInq/Date, 20260504, 92/0001",
        "Card/Number, '', 92/0002",
        "Card/Number, 5549 6087 8964 1500, 92/0001",
        "Card/Number, 555555555555, 92/0001",
        "Card/Number, 5549608789641501, 14",
        "Card/Number, 1111111111111117, 14",
        "Card/ExpireDate, '', 92/0002",
        "Card/ExpireDate, 12/30, 92/0003",
        "Card/ExpireDate, 1330, 92/0001",
        "Card/ExpireDate, 3012, 92/0001",
        "Card/ExpireDate, 0426, 54",
        "Card/CVV2, '', 92/0002",
        "Card/CVV2, 12, 92/0001",
        "Card/CVV2, 12a, 92/0001",
        "Card/CVV2, 1234, 12",
        "Card/Cvv2, 123, 92/0001",
        "Card/Holder, AYSE YILMAZ, 92/0001",
        "Extra/X, 1, 92/0001",
        "Card2, 1, 92/0001"
    })
    void aSaleIsRefusedWith(String path, String value, String outcome) {
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "12990").without(path).with(path, value));

        assertThat(answer.outcome()).isEqualTo(outcome);
        assertThat(answer.response("Message")).isEqualTo("Declined");
        assertThat(answer.response("ErrorMsg")).isNotEmpty();
        assertThat(answer.rrn()).matches(outcome.startsWith("92/") ? "" : "6124[0-9]{8}");
        assertThat(answer.authCode()).isEmpty();
        assertThat(shop.status(orderId).outcome()).isEqualTo("92/0110");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Mode",
                "Terminal/UserID",
                "Customer",
                "Customer/IPAddress",
                "Card",
                "Card/CVV2",
                "Order/OrderID",
                "Transaction/InstallmentCnt",
                "Transaction/Amount",
                "Transaction/CurrencyCode",
                "Transaction/CardholderPresentCode",
                "Transaction/MotoInd"
            })
    void aSaleIsRefusedWithout(String path) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "100").without(path)).outcome())
                .isEqualTo("92/0002");
    }

    @ParameterizedTest
    @CsvSource({
        "Transaction/Amount, 0, TxnAmount field must not be zero DOUBLE value because of the Mandatory Rule:zero",
        "Customer/IPAddress, '', CustomerIPAddress field must contain value because of the Mandatory Rule:null",
        "Card/Number, 5549608789641501, HATALI KART NUMARASI.",
        "Card/CVV2, 1234, CVC2/4CSC HATALI"
    })
    void theTechnicalWordsTellWhatIsWrong(String path, String value, String words) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "100").with(path, value))
                        .response("SysErrMsg"))
                .isEqualTo(words);
    }

    @Test
    void theCompletionOfAnAuthenticationThatTheBankNeverMadeIsRefused() {
        Message completion = shop.sale(Shop.newOrderId(), "100")
                .without("Card")
                .with("Transaction/CardholderPresentCode", "13")
                .with("Transaction/Secure3D/AuthenticationCode", "WyZR4zJ+jwvAGX88r1MVzk0hAkE=")
                .with("Transaction/Secure3D/SecurityLevel", "02")
                .with("Transaction/Secure3D/TxnID", "94b65ccd-dd1c-10c2-11c1-cd5cebdc5c9a")
                .with("Transaction/Secure3D/Md", "aW5kZXg6MDKT");

        assertThat(shop.send(completion).outcome()).isEqualTo("92/0804");
        assertThat(shop.send(completion.without("Transaction/Secure3D/Md")).outcome())
                .isEqualTo("92/0763");
        assertThat(shop.send(completion.with("Transaction/CardholderPresentCode", "0"))
                        .outcome())
                .isEqualTo("92/0804");
    }

    @Test
    void installmentsAreInLiraOnly() {
        Message sale = shop.sale(Shop.newOrderId(), "100")
                .with("Transaction/CurrencyCode", "840")
                .with("Transaction/InstallmentCnt", "2");

        assertThat(shop.send(sale).outcome()).isEqualTo("58");
    }

    @ParameterizedTest
    @CsvSource({
        "batchinq, 92/0771",
        "bininq, 92/0771",
        "rewardinq, 92/0771",
        "cepbankinq, 92/0771",
        "partialvoid, 92/0771",
        "recurringupdate, 92/0756",
        "gpdatarequest, 92/0785"
    })
    void otherOperationsOfTheBankAreNotOpen(String type, String outcome) {
        assertThat(shop.send(shop.query(type, "")).outcome()).isEqualTo(outcome);
    }

    @Test
    void aRecurringPlanIsStoppedByTheRefundUserWhoHasNoRightToIt() {
        Message stop = shop.query("recurringvoid", Shop.newOrderId());

        assertThat(shop.send(stop).outcome()).isEqualTo("92/0652");
        assertThat(shop.send(stop.as("PROVRFN")).outcome()).isEqualTo("92/0756");
    }

    @ParameterizedTest
    @CsvSource({
        "postauth, Transaction/InstallmentCnt, 3, 92/0001",
        "postauth, Card/Number, 5549608789641500, 92/0001",
        "postauth, Transaction/Amount, 0, 92/0002",
        "postauth, Transaction/CardholderPresentCode, 13, 92/0001",
        "postauth, Transaction/OriginalRetrefNum, 12345, 92/0001",
        "postauth, Transaction/SubType, dcc, 92/0001",
        "postauth, Order/OrderID, '', 92/0002",
        "void, Card, '', 92/0001",
        "void, Transaction/Amount, '', 92/0002",
        "void, Transaction/Amount, 1.00, 92/0001",
        "void, Order/OrderID, '', 92/0002",
        "void, Transaction/Secure3D/Md, x, 92/0001",
        "refund, Transaction/Amount, 0, 92/0002",
        "refund, Order/OrderID, '', 92/0002",
        "refund, Transaction/OriginalRetrefNum, x, 92/0001",
        "orderinq, Order/OrderID, '', 92/0002",
        "orderinq, Transaction/Amount, '', 92/0002",
        "orderinq, Transaction/OriginalRetrefNum, 612400000001, 92/0001",
        "orderhistoryinq, Order/OrderID, '', 92/0002",
        "orderhistoryinq, Order/EndDate, 04/05/2026 00:00, 92/0001"
    })
    void whatFollowsAPaymentIsRefusedWith(String type, String path, String value, String outcome) {
        String orderId = Shop.newOrderId();
        shop.paid(shop.sale(orderId, "100"));
        Message message = shop.query(type, orderId)
                .as(type.matches("void|refund") ? "PROVRFN" : "PROVAUT")
                .with(path, value);

        assertThat(shop.send(message).outcome()).isEqualTo(outcome);
        assertThat(shop.history(orderId).rows()).hasSize(1);
        assertThat(shop.status(orderId).status("AuthAmount")).isEqualTo("100");
    }
}
