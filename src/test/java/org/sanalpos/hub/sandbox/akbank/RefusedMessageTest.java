package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class RefusedMessageTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final String orderId;
    private final Message sale;

    RefusedMessageTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        orderId = Shop.newOrderId();
        sale = shop.sale(orderId, "10.00");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-05-04T09:00:00.120Z",
                "2026-05-04T12:00:00",
                "2026-05-04T09:00:00.120",
                "2026-05-04T11:50:00.119",
                "2026-05-04T12:10:00.121",
                "2026-05-04 12:00:00.120",
                "2026-05-04T12:00:00.120+03:00",
                "2026-02-30T12:00:00.120",
                ""
            })
    void anotherClockIsRefused(String time) {
        Answer answer = shop.send(sale.with("requestDateTime", time));

        assertThat(answer.outcome()).isEqualTo("VPS-1073");
        assertThat(answer.get("responseMessage")).isEqualTo("Geçerli talep tarihi giriniz.");
        assertThat(answer.get("order.orderId")).isEqualTo(orderId);
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-05-04T11:50:00.120", "2026-05-04T12:10:00.120"})
    void aClockMayDifferByTenMinutes(String time) {
        assertThat(shop.send(sale.with("requestDateTime", time)).outcome()).isEqualTo("VPS-0000 00");
    }

    @Test
    void aRandomNumberIsGoodForOneRequestOfAStore() {
        String number = shop.randomNumber();
        assertThat(shop.send(sale.with("randomNumber", number)).outcome()).isEqualTo("VPS-0000 00");

        for (String again : new String[] {number, number.toLowerCase(Locale.ROOT)}) {
            assertThat(shop.send(shop.history(orderId).with("randomNumber", again))
                            .outcome())
                    .isEqualTo("VPS-1901");
            assertThat(shop.sendReport(shop.report().with("randomNumber", again).with("report.batchNumber", 1))
                            .outcome())
                    .isEqualTo("VPS-1901");
        }
        Shop other = Shop.restricted(sandbox);
        assertThat(other.send(other.history("ORD-NONE").with("randomNumber", number))
                        .outcome())
                .isEqualTo("VPS-1123");
    }

    @ParameterizedTest
    @CsvSource({
        "version, 1.0",
        "version, ''",
        "randomNumber, ABC",
        "randomNumber, ''",
        "order.orderId, ''",
        "order.orderId, ORD_1",
        "order.orderId, ÖDEME-1",
        "order.orderId, 1234567890123456789012345678901234567",
        "card.cardNumber, 4355 0843 5508 4358",
        "card.cardNumber, 4355084355084359",
        "card.cardNumber, 435508435508",
        "card.expireDate, 1330",
        "card.expireDate, 12/30",
        "card.expireDate, 122030",
        "card.cvv2, 00",
        "card.cvv2, 0000",
        "card.cvv2, ''",
        "card.cardHolderName, ' '",
        "transaction.amount, 10",
        "transaction.amount, 1.1",
        "transaction.amount, '1,10'",
        "transaction.amount, 01.10",
        "transaction.amount, '1,234.50'",
        "transaction.amount, -1.00",
        "transaction.amount, 12345678901.00",
        "transaction.amount, ''",
        "customer.ipAddress, 85.34.78",
        "customer.ipAddress, 85.34.78.256",
        "customer.ipAddress, localhost",
        "customer.ipAddress, ':::1'",
        "customer.emailAddress, musteri"
    })
    void aTextOfAnotherPatternIsRefused(String path, String value) {
        Answer answer = shop.send(sale.with(path, value));

        String name = path.substring(path.lastIndexOf('.') + 1);
        assertThat(answer.outcome()).isEqualTo("VPS-3001");
        assertThat(answer.get("responseMessage")).isEqualTo(name + " alanı patterne uymamaktadır.");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.currencyCode, 999",
        "transaction.motoInd, 2",
        "transaction.installCount, 0",
        "transaction.installCount, -1",
        "transaction.installCount, 100",
        "transaction.installCount, 99999999999",
        "transaction.amount, 1.001",
        "transaction.amount, -1",
        "transaction.amount, 1e10",
        "transaction.amount, 1e2147483647",
        "reward.ccbRewardAmount, -1"
    })
    void aNumberOutOfItsRangeIsRefused(String path, String number) {
        String marked = sale.with(path, "?").text().replace("\"?\"", number);

        assertThat(shop.sendFresh(marked).outcome()).isEqualTo("VPS-3001");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.amount, 0.00, VPS-1902, Hatalı Tutar",
        "card.expireDate, 0426, VPS-1903, Kartın son kullanma tarihi geçmiş",
        "card.cardNumber, 6011111111111117, VPS-1066, Bu kart şeması desteklenmemektedir."
    })
    void otherBadTextsHaveErrorsOfTheirOwn(String path, String value, String code, String message) {
        Answer answer = shop.send(sale.with(path, value));

        assertThat(answer.outcome()).isEqualTo(code);
        assertThat(answer.get("responseMessage")).isEqualTo(message);
        assertThat(answer.get("transaction.rrn")).isEqualTo("0");
    }

    @Test
    void aSchemeThatIsNotOpenIsRefused() {
        Message amex = sale.with("card.cardNumber", "378282246310005");

        assertThat(shop.send(amex).outcome()).isEqualTo("VPS-3001");
        Shop restricted = Shop.restricted(sandbox);
        assertThat(restricted
                        .send(restricted
                                .sale(orderId, "10.00")
                                .with("card.cardNumber", "378282246310005")
                                .with("card.cvv2", "0000"))
                        .outcome())
                .isEqualTo("VPS-1066");
    }

    @Test
    void onlyTheBanksOwnCardsPayByInstalments() {
        Message foreign = sale.with("card.cardNumber", "4546711234567894").with("transaction.installCount", 2);

        Answer answer = shop.send(foreign);

        assertThat(answer.outcome()).isEqualTo("VPS-1044");
        assertThat(answer.get("responseMessage")).isEqualTo("Not-Onus Kart hatalı taksit");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.currencyCode, 392, VPS-1904",
        "transaction.installCount, 13, VPS-1906",
        "reward.ccbRewardAmount, 5, VPS-1907"
    })
    void whatNoStoreMayDoIsRefused(String path, int value, String code) {
        assertThat(shop.send(sale.with(path, value)).outcome()).isEqualTo(code);
    }

    @Test
    void instalmentsAreInLiraOnly() {
        Message dollars = sale.with("transaction.currencyCode", 840).with("transaction.installCount", 2);

        assertThat(shop.send(dollars).outcome()).isEqualTo("VPS-1906");
    }

    @ParameterizedTest
    @CsvSource({
        "transaction.currencyCode, 840, VPS-1904",
        "transaction.motoInd, 1, VPS-1905",
        "transaction.installCount, 4, VPS-1906",
        "transaction.installCount, 3, VPS-0000 00"
    })
    void theSecondStoreHasFewRights(String path, int value, String outcome) {
        Shop restricted = Shop.restricted(sandbox);

        assertThat(restricted
                        .send(restricted.sale(orderId, "10.00").with(path, value))
                        .outcome())
                .isEqualTo(outcome);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "1004"})
    void anUnknownAuthenticationIsRefused(String txnCode) {
        Answer answer = shop.send(Shop.secure(sale.with("txnCode", txnCode).without("card")));

        assertThat(answer.outcome()).isEqualTo("VPS-1279");
        assertThat(answer.get("responseMessage")).isEqualTo("BKM 3DS Server Doğrulama Başarısız");
        assertThat(sandbox.screen("akbank").lines(orderId)).isEmpty();
    }
}
