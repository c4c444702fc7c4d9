package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefusedPaymentTest {

    private final Sandbox sandbox;
    private final Shop shop;

    RefusedPaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox);
    }

    @ParameterizedTest
    @CsvSource({
        "MerchantId, 000000000120009, 9039",
        "MerchantId, 120001, 9039",
        "Password, Vakif Hub&01, 5001",
        "Password, vakif+hub&01, 5001",
        "TerminalNo, VP000702, 1125"
    })
    void aWrongCredentialIsRefusedBeforeAnythingElse(String element, String value, String code) {
        BankScreen screen = sandbox.screen(Shop.BANK);
        Message sale = shop.sale("wrong").with(element, value).with("Unknown", "x");

        Answer answer = shop.send(sale);

        assertThat(answer.code()).isEqualTo(code);
        assertThat(answer.names()).containsExactly("ResultCode", "ResultDetail", "InstallmentTable");
        assertThat(screen.requests(sale.values().get("OrderId"))).isEqualTo(1);
        assertThat(screen.lines(sale.values().get("OrderId"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MerchantId, 9039",
        "Password, 5001",
        "TerminalNo, 1125",
        "TransactionType, 1082",
        "CurrencyAmount, 1080",
        "CurrencyCode, 1077",
        "Pan, 1051",
        "Expiry, 1052",
        "Cvv, 1050",
        "ClientIp, 1096",
        "TransactionDeviceSource, 1121"
    })
    void whatIsMandatoryMustBeThereAndNotEmpty(String element, String code) {
        assertThat(shop.code(shop.sale("10.00").without(element))).isEqualTo(code);
        assertThat(shop.code(shop.sale("10.00").with(element, "")))
                .isEqualTo(element.equals("CurrencyAmount") ? "1049" : code);
    }

    @ParameterizedTest
    @CsvSource({
        "CurrencyAmount, 145, 1049",
        "CurrencyAmount, 145.0, 1049",
        "CurrencyAmount, 145.000, 1049",
        "CurrencyAmount, '145,00', 1049",
        "CurrencyAmount, '1.234,50', 1049",
        "CurrencyAmount, -1.00, 1049",
        "CurrencyAmount, +1.00, 1049",
        "CurrencyAmount, .50, 1049",
        "CurrencyAmount, 0.00, 1049",
        "CurrencyAmount, 12345678901.00, 1049",
        "CurrencyAmount, ' 1.00', 1049",
        "CurrencyCode, TRY, 1077",
        "CurrencyCode, 94, 1077",
        "CurrencyCode, 999, 1077",
        "NumberOfInstallments, 0, 1060",
        "NumberOfInstallments, 1, 1060",
        "NumberOfInstallments, 00, 1060",
        "NumberOfInstallments, 01, 1060",
        "NumberOfInstallments, -2, 1060",
        "NumberOfInstallments, '', 1060",
        "Pan, 4938460158754206, 1051",
        "Pan, 4938 4601 5875 4205, 1051",
        "Pan, 49384601587, 1051",
        "Pan, 0000000000000000, 1051",
        "Expiry, 1128, 1052",
        "Expiry, 2811, 1052",
        "Expiry, 112028, 1052",
        "Expiry, 2028/11, 1052",
        "Expiry, 202813, 1052",
        "Expiry, 202604, 1052",
        "Cvv, 71, 1050",
        "Cvv, 7155, 1050",
        "Cvv, abc, 1050",
        "CardHoldersName, AYŞE YILMAZ, 0012",
        "ClientIp, 203.0.113.256, 1096",
        "ClientIp, 203.0.113, 1096",
        "ClientIp, 2001:db8::1, 1096",
        "ClientIp, localhost, 1096",
        "TransactionDeviceSource, 2, 1121",
        "TransactionId, sipariş, 1054",
        "TransactionId, a b, 1054",
        "TransactionId, '', 1054",
        "TransactionId, 12345678901234567890123456789012345678901, 1054",
        "OrderId, şipariş, 1078",
        "OrderId, '', 1078",
        "OrderId, 12345678901234567890123456789012345678901, 1078",
        "OrderDescription, '', 1079",
        "Extract, 12345678901234567890123456789012345678901, 1106",
        "Extract, Statement, 1133",
        "Location, 5, 6019",
        "DeviceType, 4, 6019",
        "CustomItems, x, 1131"
    })
    void aMalformedElementIsRefused(String element, String value, String code) {
        assertThat(shop.code(shop.sale("10.00").with(element, value))).isEqualTo(code);
    }

    @Test
    void severalWrongElementsAreListed() {
        Answer answer = shop.send(shop.sale("145").with("Expiry", "1128").without("ClientIp"));

        assertThat(answer.code()).isEqualTo("8484");
        assertThat(answer.get("ResultDetail"))
                .isEqualTo("1096-Geçerli bir ClientIp gönderiniz. | 1049-Geçersiz tutar."
                        + " | 1052-Kart vadesi hatalı ya da biçimi yanlış.");
        assertThat(answer.names()).containsExactly("ResultCode", "ResultDetail", "InstallmentTable");
    }

    @ParameterizedTest
    @CsvSource({"NumberOfInstallments, 13, 1104", "CurrencyCode, 392, 2200", "PointAmount, 1.00, 2200"})
    void theStoreMayNotDoEverything(String element, String value, String code) {
        assertThat(shop.code(shop.sale("10.00").with(element, value))).isEqualTo(code);
    }

    @Test
    void aForeignCurrencyHasNoInstalments() {
        Message sale = shop.sale("10.00").with("CurrencyCode", "840");

        assertThat(shop.code(sale.with("NumberOfInstallments", "2"))).isEqualTo("1104");
    }

    @ParameterizedTest
    @CsvSource({"TransactionDeviceSource, 1, 2200", "CurrencyCode, 840, 2200", "NumberOfInstallments, 4, 1104"})
    void theRestrictedStoreMayDoLess(String element, String value, String code) {
        Shop restricted = Shop.restricted(sandbox);

        assertThat(restricted.code(restricted.sale("10.00").with(element, value)))
                .isEqualTo(code);
        assertThat(restricted.code(restricted.sale("10.00").with("NumberOfInstallments", "3")))
                .isEqualTo("0000");
    }

    @ParameterizedTest
    @CsvSource({
        "sale, 1082",
        "Void, 1082",
        "PointSale, 2200",
        "PointSearch, 2200",
        "Credit, 2200",
        "CardTest, 2200",
        "VFTSale, 2200"
    })
    void otherTransactionTypesAreRefused(String type, String code) {
        assertThat(shop.code(shop.sale("10.00").with("TransactionType", type))).isEqualTo(code);
    }

    @ParameterizedTest
    @CsvSource({"Month, 1, 12, 1148", "Monthly, 1, 12, 1102", "Month, 0, 12, 1092", "Month, 1, x, 1091"})
    void aRecurringPlanIsReadAndNotPermitted(String type, String frequency, String count, String code) {
        Message sale = shop.sale("10.00")
                .with("RecurringFrequencyType", type)
                .with("RecurringFrequency", frequency)
                .with("RecurringInstallmentCount", count);

        assertThat(shop.code(sale)).isEqualTo(code);
        assertThat(shop.code(sale.with("NumberOfInstallments", "2"))).isEqualTo(code.equals("1148") ? "1060" : "8484");
        assertThat(shop.code(sale.with("TransactionType", "Auth"))).isEqualTo(code.equals("1148") ? "1093" : "8484");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MerchantType",
                "SubMerchantId",
                "SecurityCode",
                "ReferenceTransactionId",
                "amount",
                "pan",
                "ExpSign"
            })
    void anElementThatASaleDoesNotHaveIsRefused(String element) {
        Answer answer = shop.send(shop.sale("10.00").with(element, "1"));

        assertThat(answer.code()).isEqualTo("6019");
        assertThat(answer.get("ResultDetail")).contains(element);
    }

    @ParameterizedTest
    @CsvSource({
        "ECI, 02, 1115",
        "ECI, 2, 1098",
        "CAVV, jCm0m u/0hUfAREHBAMBcfN pSo=, 1097",
        "MpiTransactionId, '', 1114",
        "MpiTransactionId, 12345678901234567890123456789012345678901, 1108",
        "TransactionDeviceSource, 1, 1118",
        "Pan, 4938460158754205, 1127",
        "CurrencyAmount, 1.00, 1127",
        "Cvv, 715, 1115"
    })
    void noAuthenticationIsKnown(String element, String value, String code) {
        assertThat(shop.code(shop.completion().with(element, value))).isEqualTo(code);
    }

    @Test
    void aCompletionNeedsAllOfTheAuthentication() {
        assertThat(shop.code(shop.completion().without("MpiTransactionId"))).isEqualTo("1114");
        assertThat(shop.code(shop.completion().without("ECI"))).isEqualTo("1098");
        assertThat(shop.code(shop.completion().without("CAVV"))).isEqualTo("1097");
    }
}
