package org.sanalpos.hub.sandbox.akbank;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;
import org.sanalpos.hub.sandbox.akbank.Shop.Message;

@SandboxTest
class SignatureTest {

    private final Sandbox sandbox;
    private final Shop shop;
    private final String orderId;
    private final Message sale;

    SignatureTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
        orderId = Shop.newOrderId();
        sale = shop.sale(orderId, "10.00");
    }

    @Test
    void wrongSignaturesAreUnauthorizedAndUnsigned() {
        byte[] body = sale.bytes();
        String right = shop.hash(body);
        byte[] decodedKey = HexFormat.of().parseHex(shop.secretKey());
        byte[] otherKey = Shop.restricted(sandbox).secretKey().getBytes(StandardCharsets.UTF_8);
        Map<String, String> wrong = Map.of(
                "empty", "",
                "no base64", "x",
                "other case", right.toLowerCase(Locale.ROOT),
                "key decoded", Shop.hmac(decodedKey, body),
                "another store's key", Shop.hmac(otherKey, body),
                "other bytes",
                        shop.hash(sale.with("transaction.amount", "10.01").bytes()));

        assertThat(shop.sendSigned(sale, null).outcome()).isEqualTo("HTTP 401");
        wrong.forEach((why, hash) -> {
            Answer answer = shop.sendSigned(sale, hash);
            assertThat(answer.outcome()).as(why).isEqualTo("HTTP 401");
            assertThat(answer.names("")).as(why).containsExactly("code", "message");
            assertThat(answer.get("code")).isEqualTo("401");
        });
        BankScreen screen = sandbox.screen("akbank");
        assertThat(screen.lines(orderId)).isEmpty();
        assertThat(screen.requests(orderId)).isEqualTo(7);
        assertThat(shop.sendSigned(sale, right).outcome()).isEqualTo("VPS-0000 00");
    }

    @ParameterizedTest
    @CsvSource({
        "terminal.merchantSafeId, 20260101120000000A1B2C3D4E5F6999",
        "terminal.merchantSafeId, 20260101120000000A1B2C3D4E5F6002",
        "terminal.terminalSafeId, 20260101120000000F6E5D4C3B2A1002",
        "terminal.terminalSafeId, ''",
        "subMerchant.subMerchantId, 12345"
    })
    void anotherTerminalIsUnauthorized(String path, String value) {
        Message changed = sale.with(path, value);

        assertThat(shop.sendSigned(changed, shop.hash(changed.bytes())).outcome())
                .isEqualTo("HTTP 401");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "{", "{}", "[]", "{\"terminal\":{\"merchantSafeId\":1}}"})
    void whoNamesNoTerminalIsUnauthorized(String body) {
        assertThat(shop.sendUnsignedAnswer(body).outcome()).isEqualTo("HTTP 401");
    }

    @Test
    void theSignatureIsCheckedBeforeTheForm() {
        assertThat(shop.sendSigned(sale.with("unknown", 1), "x").outcome()).isEqualTo("HTTP 401");
        assertThat(shop.sendSigned(sale.with("requestDateTime", ""), "x").outcome())
                .isEqualTo("HTTP 401");
    }

    @Test
    void escapedLettersAreSignedAsTheyAreSent() {
        String body = sale.with("card.cardHolderName", "AYSE").text().replace("AYSE", "AY\\u015eE");

        assertThat(shop.sendRaw(body).get("card.cardHolderName")).isEqualTo("AY**");
    }

    @Test
    void anotherBankDoesNotSpeakTheDialect() {
        Message message = shop.sale(orderId, "10.00");

        assertThat(Shop.at(sandbox, "halkbank").sendSigned(message, "x").outcome())
                .isEqualTo("HTTP 404");
    }
}
