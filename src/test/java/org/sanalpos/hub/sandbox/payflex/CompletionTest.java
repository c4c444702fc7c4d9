package org.sanalpos.hub.sandbox.payflex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sanalpos.hub.sandbox.BankScreen;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class CompletionTest {

    private final MpiShop mpi;
    private final MpiShop mpiWithCard;
    private final Shop shop;
    private final Shop shopWithCard;
    private final Shop restricted;
    private final BankScreen screen;

    CompletionTest(Sandbox sandbox) {
        mpi = MpiShop.demo(sandbox);
        mpiWithCard = MpiShop.withCard(sandbox);
        shop = Shop.demo(sandbox);
        shopWithCard = Shop.withCard(sandbox);
        restricted = Shop.restricted(sandbox);
        screen = sandbox.screen(Shop.BANK);
    }

    @Test
    void anAuthenticatedCardIsChargedTheEnrolledAmount() {
        Message sale = completion("80.00", "success");

        Answer answer = shop.send(sale);

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.text())
                .contains("<CurrencyAmount>80.00</CurrencyAmount><CurrencyCode>949</CurrencyCode><OrderId>"
                        + sale.values().get("OrderId") + "</OrderId><ECI>05</ECI>"
                        + "<ThreeDSecureType>2</ThreeDSecureType><TransactionDeviceSource>0</TransactionDeviceSource>");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE CAPTURED 8000");
        assertThat(screen.transaction(sale.values().get("OrderId"), 0)
                        .path("maskedPan")
                        .asString())
                .isEqualTo("493846******4205");
    }

    @Test
    void aSearchShowsTheAuthentication() {
        Message sale = shop.approved(completion("80.00", "success"));

        Answer found = shop.find(sale);

        assertThat(found.get("TransactionThreedSecureType")).isEqualTo("Secure");
        assertThat(found.get("ECI")).isEqualTo("05");
        assertThat(found.get("CAVV")).isEqualTo(sale.values().get("CAVV"));
    }

    @Test
    void anAttemptIsHalfSecure() {
        Message sale = completion("80.00", "attempt");

        Answer answer = shop.send(sale);

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.get("ECI")).isEqualTo("06");
        assertThat(answer.get("ThreeDSecureType")).isEqualTo("3");
        assertThat(shop.find(sale).get("TransactionThreedSecureType")).isEqualTo("HalfSecure");
    }

    @Test
    void aPreauthorizationIsCapturedCancelledAndRefundedAsAnyOther() {
        Message auth = shop.approved(completion("80.00", "success").with("TransactionType", "Auth"));
        Message capture = shop.approved(shop.capture(auth, "60.00"));
        shop.approved(shop.refund(capture, "10.00"));
        Message sale = shop.approved(completion("80.00", "success"));
        shop.approved(shop.cancel(sale));

        assertThat(screen.lines(auth.values().get("OrderId")))
                .containsExactly("PREAUTH AUTHORIZED 0", "CAPTURE CAPTURED 6000", "REFUND CAPTURED 1000");
        assertThat(shop.find(sale).get("IsCanceled")).isEqualTo("true");
    }

    @ParameterizedTest
    @CsvSource({"wrong_code, 07", "cancel, 07", "timeout, 07"})
    void aFailedAuthenticationPaysNothing(String outcome, String eci) {
        Message sale = completion("80.00", outcome);

        assertThat(sale.values().get("ECI")).isEqualTo(eci);
        assertThat(shop.code(sale)).isEqualTo("1097");
        assertThat(shop.code(sale.with("CAVV", "jCm0m+u/0hUfAREHBAMBcfN+pSo="))).isEqualTo("0400");
        assertThat(screen.lines(sale.values().get("OrderId"))).isEmpty();
    }

    @Test
    void anAuthenticationThatHasNotEndedIsNone() {
        MpiShop.Fields fields = mpi.enrollment("80.00");
        CardHolder.challenged(mpi.enroll(fields));

        assertThat(shop.code(shop.completion().with("MpiTransactionId", fields.get("VerifyEnrollmentRequestId"))))
                .isEqualTo("1115");
    }

    @ParameterizedTest
    @CsvSource({
        "ECI, 02, 1116",
        "ECI, 07, 1116",
        "CAVV, jCm0m+u/0hUfAREHBAMBcfN+pSo=, 1117",
        "MpiTransactionId, 7f3c1f0e8b2a4d6c9e5b1a2c3d4e5f60, 1115",
        "NumberOfInstallments, 2, 1126",
        "TransactionDeviceSource, 1, 1118",
        "CurrencyAmount, 80.00, 1127",
        "CurrencyCode, 949, 1127",
        "Pan, 4938460158754205, 1127",
        "Expiry, 202811, 1127",
        "PointAmount, 1.00, 2200"
    })
    void aCompletionIsWhatTheMpiKnows(String element, String value, String code) {
        Message sale = completion("80.00", "success");

        assertThat(shop.code(sale.with(element, value))).isEqualTo(code);
        assertThat(shop.code(sale.with("Cvv", "715"))).isEqualTo("0000");
    }

    @Test
    void theInstalmentsAreThoseOfTheEnrollment() {
        MpiShop.Fields fields = mpi.enrollment("80.00").with("InstallmentCount", "3");
        Message sale = completion(fields, mpi, shop, "success");

        assertThat(shop.code(sale)).isEqualTo("1126");
        assertThat(shop.code(sale.with("NumberOfInstallments", "4"))).isEqualTo("1126");
        assertThat(shop.code(sale.with("NumberOfInstallments", "3"))).isEqualTo("0000");
        assertThat(screen.transaction(sale.values().get("OrderId"), 0)
                        .path("installments")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void theValuesOfAnotherAuthenticationDoNotFit() {
        Message sale = completion("80.00", "success");
        Message other = completion("1.00", "success");

        assertThat(shop.code(sale.with("MpiTransactionId", other.values().get("MpiTransactionId"))))
                .isEqualTo("1117");
        assertThat(restricted.code(restricted
                        .completion()
                        .with("ECI", "05")
                        .with("CAVV", sale.values().get("CAVV"))
                        .with("MpiTransactionId", sale.values().get("MpiTransactionId"))))
                .isEqualTo("1115");
    }

    @Test
    void anAuthenticationIsUsedOnce() {
        Message sale = shop.approved(completion("80.00", "success"));

        assertThat(shop.code(sale)).isEqualTo("1006");
        assertThat(shop.code(sale.with("TransactionId", Shop.newId()))).isEqualTo("1128");
        assertThat(shop.code(sale.with("TransactionId", Shop.newId()).with("OrderId", Shop.newId())))
                .isEqualTo("1128");
    }

    @Test
    void aDeclineUsesItUpToo() {
        Message sale = completion(mpi.enrollment("80.00").with("Pan", "4355080000005103"), mpi, shop, "success");

        Answer answer = shop.send(sale);

        assertThat(answer.code()).isEqualTo("0051");
        assertThat(answer.get("ECI")).isEqualTo("05");
        assertThat(shop.code(sale.with("TransactionId", Shop.newId()))).isEqualTo("1128");
    }

    @Test
    void aRefusedCompletionAndALostRequestLeaveItFree() {
        Message paid = shop.approved(shop.sale("1.00"));
        Message sale = completion(mpi.enrollment("80.00").with("Pan", "4355080000010301"), mpi, shop, "success");
        Message good = completion("80.00", "success");

        assertThat(shop.code(good.with("OrderId", paid.values().get("OrderId"))))
                .isEqualTo("1061");
        assertThat(shop.code(good)).isEqualTo("0000");
        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> shop.exchange(sale)).isInstanceOf(IOException.class);
        assertThat(screen.lines(sale.values().get("OrderId"))).isEmpty();
    }

    @Test
    void ofManyCompletionsOfOneAuthenticationOneIsApproved() {
        Message sale = completion("80.00", "success");

        List<String> codes = Stream.generate(
                        () -> sale.with("TransactionId", Shop.newId()).with("OrderId", Shop.newId()))
                .limit(8)
                .map(shop::sendAsync)
                .toList()
                .stream()
                .map(answer -> answer.join().code())
                .toList();

        assertThat(codes).containsOnlyOnce("0000").allMatch(code -> code.matches("0000|1128"));
    }

    @Test
    void aStoreWithCardSendsTheCardAndTheAmountAgain() {
        Message sale = withCard("success");

        Answer answer = shopWithCard.send(sale);

        assertThat(answer.code()).isEqualTo("0000");
        assertThat(answer.get("ThreeDSecureType")).isEqualTo("2");
        assertThat(screen.lines(sale.values().get("OrderId"))).containsExactly("SALE CAPTURED 8000");
    }

    @ParameterizedTest
    @CsvSource({
        "Pan, 4546711234567894, 1126",
        "Pan,, 1051",
        "Expiry, 202812, 1126",
        "Expiry,, 1052",
        "Cvv,, 1050",
        "CurrencyAmount, 80.01, 1126",
        "CurrencyAmount,, 1080",
        "CurrencyCode, 978, 1126",
        "CurrencyCode,, 1077",
        "NumberOfInstallments, 2, 1126",
        "ECI, 02, 1116",
        "Extract, x, 1133"
    })
    void theyAreThoseOfTheEnrollment(String element, String value, String code) {
        Message sale = withCard("success");

        assertThat(shopWithCard.code(value == null ? sale.without(element) : sale.with(element, value)))
                .isEqualTo(code);
        assertThat(shopWithCard.code(sale)).isEqualTo("0000");
    }

    private Message completion(String amount, String outcome) {
        return completion(mpi.enrollment(amount), mpi, shop, outcome);
    }

    private Message withCard(String outcome) {
        return completion(mpiWithCard.enrollment("80.00"), mpiWithCard, shopWithCard, outcome)
                .with("CurrencyAmount", "80.00")
                .with("CurrencyCode", "949")
                .with("Pan", Message.VISA)
                .with("Expiry", "202811")
                .with("Cvv", "715");
    }

    private static Message completion(MpiShop.Fields fields, MpiShop mpi, Shop shop, String outcome) {
        Map<String, String> callback = mpi.authenticated(fields, outcome).fields();
        return shop.completion()
                .with("ECI", callback.get("Eci"))
                .with("CAVV", callback.get("Cavv"))
                .with("MpiTransactionId", callback.get("VerifyEnrollmentRequestId"));
    }
}
