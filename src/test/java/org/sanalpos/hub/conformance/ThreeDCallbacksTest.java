package org.sanalpos.hub.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sanalpos.hub.HubTest;
import org.sanalpos.hub.Requests;
import org.sanalpos.hub.WebPage;
import org.sanalpos.hub.WebPage.Form;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

/** What can be done to a callback on its way through the browser, at one bank of every dialect in each of its models. */
@HubTest
class ThreeDCallbacksTest {
    private static final String AKBANK =
            "txnCode responseCode responseMessage txnDateTime merchantSafeId terminalSafeId orderId"
                    + " hashParams hash ";
    private static final String DENIZBANK =
            "HASH HASHPARAMS HASHPARAMSVAL PurchAmount Currency OkUrl FailUrl MD OrderId"
                    + " mdStatus ~3DStatus ~ShopCode";
    private static final String GARANTI = "hash hashparams clientid oid mdstatus cavv eci md rnd ~orderid ~terminalid"
            + " ~terminalmerchantid ~txnamount ~txncurrencycode ~txntype ~txninstallmentcount ~secure3dsecuritylevel"
            + " ~secure3dhash ~successurl ~errorurl ";
    private static final String QNB =
            "ResponseHash ResponseRnd OrderId ProcReturnCode 3DStatus AuthCode ~MerchantID ~SecureType"
                    + " ~TxnType ~Currency ~InstallmentCount ~PurchAmount";

    /**
     * Bank, model, and the fields of its callback that must be as the bank made them, a tilde before those that may be absent; or, with a
     * minus, all but those that need not be so.
     */
    private static final List<Arguments> PROTECTED = List.of(
            Arguments.of(
                    "akbank",
                    "3d",
                    AKBANK + "secureId secureEcomInd mdStatus secureData secureMd maskedCardNumber"
                            + " amount installCount okUrl failUrl"),
            Arguments.of("akbank", "3d_pay", AKBANK + "hostResponseCode hostMessage authCode rrn batchNumber stan"),
            Arguments.of("akbank", "3d_host", AKBANK + "hostResponseCode hostMessage authCode rrn batchNumber stan"),
            Arguments.of("denizbank", "3d", DENIZBANK),
            Arguments.of("denizbank", "3d_pay", DENIZBANK + " ProcReturnCode Response"),
            Arguments.of("denizbank", "3d_host", DENIZBANK + " ProcReturnCode Response"),
            Arguments.of("garanti", "3d", GARANTI),
            Arguments.of("garanti", "3d_pay", GARANTI + "authcode procreturncode response"),
            Arguments.of("garanti", "3d_host", GARANTI + "authcode procreturncode response"),
            Arguments.of("halkbank", "3d", "-encoding -NATIONALIDNO"),
            Arguments.of("halkbank", "3d_pay", "-encoding -NATIONALIDNO"),
            Arguments.of("halkbank", "3d_host", "-encoding -NATIONALIDNO"),
            Arguments.of("qnb", "3d", QNB),
            Arguments.of("qnb", "3d_pay", QNB),
            Arguments.of("qnb", "3d_host", QNB),
            Arguments.of(
                    "vakifbank",
                    "3d",
                    "Hash VerifyEnrollmentRequestId MerchantId PurchCurrency PurchAmount Eci Cavv MdStatus Status"
                            + " ~InstallmentCount"),
            Arguments.of("vakifbank", "3d_pay", "PaymentToken"),
            Arguments.of("vakifbank", "3d_host", "PaymentToken"),
            Arguments.of("yapikredi", "3d", "MerchantPacket BankPacket Sign"),
            Arguments.of("yapikredi", "3d_host", "MerchantPacket BankPacket Sign"));

    @LocalServerPort
    int port;

    static Stream<Arguments> models() {
        return PROTECTED.stream().map(each -> Arguments.of(each.get()[0], each.get()[1]));
    }

    static Stream<Arguments> fields() {
        return PROTECTED.stream();
    }

    private BankUnderTest bank(String code) {
        return BankUnderTest.of(port, code);
    }

    @ParameterizedTest
    @MethodSource("fields")
    void aFieldThatWasTamperedWithIsNotBelievedAndChangesNothing(String code, String model, String names) {
        BankUnderTest bank = bank(code);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));
        Form genuine = shopper.back("success");
        long charged = shopper.charged();
        List<String> listed = List.of(names.replace("-", "").split(" "));
        List<String> fields = names.startsWith("-")
                ? genuine.fields().keySet().stream()
                        .filter(field -> !listed.contains(field))
                        .toList()
                : listed;

        for (String name : fields) {
            String field = name.replace("~", "");
            String value = genuine.fields().get(field);
            assertThat(value).as("the callback has " + field).isNotNull();
            List<Form> attacks = new ArrayList<>(List.of(genuine.with(field, changed(value))));
            if (!value.isEmpty() && !name.startsWith("~")) {
                attacks.add(genuine.with(field, null));
                attacks.add(genuine.with(field, ""));
            }
            for (Form attack : attacks) {
                WebPage end = attack.submit();
                assertThat(end.status()).as(field).isEqualTo(303);
                assertThat(end.location())
                        .as(field)
                        .endsWith(shopper.url().substring(shopper.url().lastIndexOf('/')));
                assertThat(shopper.status())
                        .as(field + " " + attack.fields().get(field))
                        .isEqualTo("requires_action");
                assertThat(shopper.charged()).as(field).isEqualTo(charged);
            }
        }
        genuine.submit();
        BankUnderTest.expect(shopper.now(), "captured");
        assertThat(shopper.charged()).isEqualTo(12990);
    }

    private static String changed(String value) {
        return value.isEmpty() ? "1" : value.endsWith("1") ? value.substring(0, value.length() - 1) + "2" : value + "1";
    }

    @ParameterizedTest
    @MethodSource("models")
    void aCallbackThatComesAgainIsCarriedOutOnce(String code, String model) {
        BankUnderTest bank = bank(code);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));
        Form back = shopper.back("success");

        String first = back.submit().location();
        int requests = requests(shopper);
        String second = back.submit().location();

        assertThat(second).isEqualTo(first);
        assertThat(requests(shopper)).isEqualTo(requests);
        assertThat(shopper.charged()).isEqualTo(12990);
    }

    @ParameterizedTest
    @MethodSource("models")
    void ofManyCallbacksAtOnceOneIsCarriedOutAndAllBrowsersGetItsResult(String code, String model) throws Exception {
        BankUnderTest bank = bank(code);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));
        Form back = shopper.back("success");

        List<CompletableFuture<String>> ends = new ArrayList<>();
        ExecutorService browsers = Executors.newFixedThreadPool(8);
        try {
            for (int i = 0; i < 8; i++) {
                ends.add(CompletableFuture.supplyAsync(() -> back.submit().location(), browsers));
            }
            for (CompletableFuture<String> end : ends) {
                assertThat(end.get()).contains("&status=captured&");
            }
        } finally {
            browsers.shutdownNow();
        }
        JsonNode payment = BankUnderTest.expect(shopper.now(), "captured");
        assertThat(payment.path("operations").size()).isEqualTo(1);
        assertThat(shopper.charged()).isEqualTo(12990);
        assertThat(ends.stream().map(CompletableFuture::join).distinct()).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("models")
    void theCallbackOfAnotherPaymentIsNotBelieved(String code, String model) {
        BankUnderTest bank = bank(code);
        Shopper paid = Shopper.of(bank, Shopper.sale(bank, model));
        Shopper other = Shopper.of(bank, Shopper.sale(bank, model));
        Form genuine = paid.back("success");
        WebPage.get(other.url());

        genuine.to(other.url() + "/callback").submit();

        assertThat(other.status()).isEqualTo("requires_action");
        assertThat(other.charged()).isZero();
        genuine.submit();
        BankUnderTest.expect(paid.now(), "captured");
    }

    @ParameterizedTest
    @MethodSource("models")
    void theCallbackOfAFailureDoesNotUndoASuccess(String code, String model) {
        BankUnderTest bank = bank(code);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));
        Form back = shopper.back("success");
        back.submit();

        Form other = back;
        for (String field : back.fields().keySet()) {
            other = other.with(field, "0");
        }
        other.submit();
        WebPage.post(shopper.url() + "/callback", Map.of());

        BankUnderTest.expect(shopper.now(), "captured");
    }

    @ParameterizedTest
    @MethodSource("models")
    void cancellingChargesNothing(String code, String model) {
        BankUnderTest bank = bank(code);
        Shopper shopper = Shopper.of(bank, Shopper.sale(bank, model));

        shopper.back("cancel").submit();

        assertThat(shopper.charged()).isZero();
        BankUnderTest.expect(shopper.now(), "failed");
    }

    @ParameterizedTest
    @MethodSource("models")
    void aRepeatedRequestGetsTheSamePage(String code, String model) {
        BankUnderTest bank = bank(code);
        Map<String, Object> body = Shopper.sale(bank, model);
        JsonNode first = bank.pay(body);

        var again = bank.demo().post("/payments", body);

        assertThat(again.header("Idempotent-Replayed")).isEqualTo("true");
        assertThat(again.body()).isEqualTo(first);
        assertThat(bank.demo()
                        .post("/payments", Requests.with(body, "amount", "1.00"))
                        .status())
                .isEqualTo(422);
    }

    private static int requests(Shopper shopper) {
        return shopper.bank()
                .books()
                .order(shopper.payment().path("transactionCode").asString())
                .path("requests")
                .asInt();
    }
}
