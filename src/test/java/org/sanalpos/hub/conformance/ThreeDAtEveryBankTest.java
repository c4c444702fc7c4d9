package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** 3-D Secure at every bank, in every model that the catalogue names. */
@HubTest
class ThreeDAtEveryBankTest {
    @LocalServerPort
    int port;

    static List<String> only() {
        return List.of(System.getProperty("banks", String.join(",", BankUnderTest.CODES))
                .split(","));
    }

    static Stream<Arguments> models() {
        return only().stream()
                .flatMap(code -> Stream.of("3d", "3d_pay", "3d_host").map(model -> Arguments.of(code, model)));
    }

    private BankUnderTest bank(String code, String model) {
        BankUnderTest bank = BankUnderTest.of(port, code);
        boolean offered = StreamSupport.stream(bank.catalogue().path("secure").spliterator(), false)
                .anyMatch(entry -> entry.asString().equals(model));
        org.junit.jupiter.api.Assumptions.assumeTrue(offered, code + " has no " + model);
        return bank;
    }

    @ParameterizedTest
    @MethodSource("models")
    void anAuthenticatedCardholderPays(String code, String model) {
        BankUnderTest bank = bank(code, model);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));

        Form back = shopper.back("success");
        assertThat(shopper.status()).isEqualTo("requires_action");
        WebPage end = back.submit();

        assertThat(end.status()).as(end.text()).isEqualTo(303);
        JsonNode payment = BankUnderTest.expect(shopper.now(), "captured");
        assertThat(end.location())
                .startsWith(
                        Shopper.SHOP + "?paymentId=" + payment.path("id").asString() + "&status=captured&signature=");
        assertThat(shopper.charged()).isEqualTo(12990);
        assertThat(payment.path("capturedAmount").asString()).isEqualTo("129.90");
        assertThat(payment.path("authCode").asString()).isNotEmpty();
        assertThat(payment.path("nextAction").isNull()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("models")
    void whoeverTypesTheWrongCodeIsNotCharged(String code, String model) {
        BankUnderTest bank = bank(code, model);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));

        WebPage end = shopper.back("wrong_code").submit();

        assertThat(end.status()).as(end.text()).isEqualTo(303);
        JsonNode payment = BankUnderTest.expect(shopper.now(), "failed");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("authentication_failed");
        assertThat(shopper.charged()).isZero();
    }

    @ParameterizedTest
    @MethodSource("models")
    void theIssuersReasonForADeclineComesBack(String code, String model) {
        BankUnderTest bank = bank(code, model);
        String card = BankUnderTest.declinedCard(51);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model, card));

        Shopper.back(shopper.issuer(), "success", card).submit();

        JsonNode payment = BankUnderTest.expect(shopper.now(), "declined");
        assertThat(payment.path("result").path("code").asString()).isEqualTo("insufficient_funds");
        assertThat(shopper.charged()).isZero();
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPreauthorizationIsCapturedAndVoidedAsAnyOther(String code, String model) {
        BankUnderTest bank = bank(code, model);
        org.junit.jupiter.api.Assumptions.assumeTrue(bank.can("preauth"));
        Shopper shopper = Shopper.of(bank, Requests.with(Shopper.sale(bank, model), "operation", "preauth"));
        shopper.back("success").submit();
        JsonNode authorized = BankUnderTest.expect(shopper.now(), "authorized");

        JsonNode captured = BankUnderTest.expect(bank.follow(authorized, "captures", java.util.Map.of()), "captured");
        BankUnderTest.expect(bank.follow(captured, "voids", java.util.Map.of()), "voided");
    }

    @ParameterizedTest
    @MethodSource("models")
    void aPaymentInInstallmentsIsInquiredAndRefunded(String code, String model) {
        BankUnderTest bank = bank(code, model);
        Shopper shopper = Shopper.of(bank, Requests.with(Shopper.sale(bank, model), "installments", 3));
        shopper.back("success").submit();
        JsonNode captured = BankUnderTest.expect(shopper.now(), "captured");

        JsonNode asked = bank.follow(captured, "sync", null);
        assertThat(BankUnderTest.operations(asked)).contains("inquiry approved");
        bank.books().settle();
        JsonNode refunded = bank.follow(captured, "refunds", java.util.Map.of("amount", "29.90"));
        BankUnderTest.expect(refunded, "partially_refunded");
    }
}
