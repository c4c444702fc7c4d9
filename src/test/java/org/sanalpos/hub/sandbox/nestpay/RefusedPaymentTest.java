package org.sanalpos.hub.sandbox.nestpay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sanalpos.hub.sandbox.Sandbox;
import org.sanalpos.hub.sandbox.SandboxTest;

@SandboxTest
class RefusedPaymentTest {

    private final Sandbox sandbox;
    private final Shop shop;

    RefusedPaymentTest(Sandbox sandbox) {
        this.sandbox = sandbox;
        shop = Shop.demo(sandbox, "halkbank");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    Name                  |                     | CORE-1011
                    ClientId              |                     | CORE-1013
                    ClientId              | 12a                 | CORE-1014
                    ClientId              | 1234567890123456    | CORE-1014
                    Name                  | SOMEBODY            | CORE-2201
                    Password              | wrong               | CORE-2201
                    Password              |                     | CORE-2201
                    ClientId              | 500100002           | CORE-2201
                    ClientId              | 999999999           | CORE-2201
                    Type                  |                     | CORE-2003
                    Type                  | auth                | CORE-2001
                    Type                  | Sale                | CORE-2001
                    Type                  | Query               | CORE-2014
                    Mode                  | T                   | CORE-1006
                    IPAddress             | shop.example        | CORE-1022
                    Email                 | LONG65              | CORE-2005
                    BillTo/City           | LONG65              | CORE-2005
                    Extra/InvoiceNumber   | 1234567890123456    | CORE-2005
                    OrderId               | LONG65              | CORE-1015
                    OrderId               | a/b                 | CORE-2301
                    OrderId               | sipariş             | CORE-2301
                    TransId               | 26124LWsA14386      | CORE-1028
                    Total                 |                     | CORE-2004
                    Total                 | 0                   | CORE-2009
                    Total                 | 0.00                | CORE-2009
                    Total                 | -1.00               | CORE-1024
                    Total                 | 1.234,56            | CORE-2007
                    Total                 | 1 000               | CORE-2007
                    Total                 | .50                 | CORE-2007
                    Total                 | ten                 | CORE-2007
                    Total                 | 1.005               | CORE-1018
                    Total                 | 123456789012345.67  | CORE-1018
                    Currency              |                     | CORE-1010
                    Currency              | TRY                 | CORE-1010
                    Currency              | 123                 | CORE-1019
                    Currency              | 392                 | CORE-2105
                    Taksit                | 0                   | CORE-1023
                    Taksit                | 03                  | CORE-1023
                    Taksit                | 1000                | CORE-1023
                    Taksit                | three               | CORE-1023
                    Taksit                | -2                  | CORE-1026
                    Taksit                | 13                  | CORE-2204
                    Number                |                     | CORE-2015
                    Number                | 4546711234567895    | CORE-2012
                    Number                | 454671123456        | CORE-2012
                    Number                | 4546 7112 3456 7894 | CORE-2012
                    Number                | 1234567890123452    | CORE-2316
                    Expires               |                     | CORE-2502
                    Expires               | 1230                | CORE-2011
                    Expires               | 13/30               | CORE-2011
                    Expires               | 12/030              | CORE-2011
                    Expires               | 04/26               | CORE-2010
                    Expires               | 04.2026             | CORE-2010
                    Cvv2Val               |                     | CORE-2208
                    Cvv2Val               | 00                  | CORE-2515
                    Cvv2Val               | 0000                | CORE-2515
                    Cvv2Val               | abc                 | CORE-2515
                    Extra/MAILORDER       | YES                 | CORE-1001
                    Extra/MAXIPUAN        | 5.00                | CORE-2205
                    PbOrder/OrderType     | 0                   | CORE-2202
                    PayerTxnId            | FKqfXqwd0VA5RILtjm  | CORE-2121
                    PayerSecurityLevel    | 05                  | CORE-2121
                    Extra/ORDERSTATUS     | QUERY               | CORE-2014
                    orderid               | X                   | CORE-1001
                    Extra/Mailorder       | MAILORDER           | CORE-1001
                    BillTo/Street4        | X                   | CORE-1001
                    """)
    void aPaymentIsRefusedFor(String path, String value, String error) {
        String text = value == null ? "" : value.equals("LONG65") ? "x".repeat(65) : value;
        String orderId = Shop.newOrderId();

        Answer answer = shop.send(shop.sale(orderId, "129.90").with(path, text));

        assertThat(answer.outcome()).isEqualTo("Error " + error);
        assertThat(answer.get("OrderId")).isEmpty();
        assertThat(answer.get("GroupId")).isEmpty();
        assertThat(answer.get("AuthCode")).isEmpty();
        assertThat(answer.get("HostRefNum")).isEmpty();
        assertThat(answer.get("ProcReturnCode")).isEqualTo("99");
        assertThat(answer.get("TransId")).matches("[0-9]{5}[A-Za-z]{4}[0-9]{5}");
        assertThat(answer.get("ErrMsg")).isNotBlank();
        assertThat(answer.extra("NUMCODE")).isEqualTo("99" + error.substring("CORE-".length()));
        assertThat(answer.extra("SETTLEID")).isEmpty();
        assertThat(answer.extra("TRXDATE")).isEqualTo("20260504 12:00:00");
        if (!path.equals("OrderId")) {
            assertThat(sandbox.screen("halkbank").lines(orderId)).isEmpty();
        }
    }

    @Test
    void credentialsAreCheckedBeforeAnythingElse() {
        Message message = shop.sale("a/b", "ten").with("Password", "wrong").with("Unheard", "of");

        assertThat(shop.send(message).outcome()).isEqualTo("Error CORE-2201");
    }

    @Test
    void aUserNameThatIsTooLongIsRefused() {
        assertThat(shop.send(shop.sale("A1", "1.00").with("Name", "x".repeat(256)))
                        .outcome())
                .isEqualTo("Error CORE-1012");
    }

    @Test
    void credentialsOfOneBankAreUnknownAtAnother() {
        Shop other = Shop.demo(sandbox, "isbank");

        assertThat(other.send(shop.sale(Shop.newOrderId(), "1.00")).outcome()).isEqualTo("Error CORE-2201");
    }

    @Test
    void theInstalmentElementMustBeThereEvenIfEmpty() {
        Message message = shop.sale(Shop.newOrderId(), "1.00").without("Taksit");

        assertThat(shop.send(message).outcome()).isEqualTo("Error CORE-1029");
        assertThat(shop.send(message.with("Instalment", "")).outcome()).isEqualTo("Approved");
    }

    @Test
    void instalmentsAreNotForForeignCurrency() {
        Message message = shop.sale(Shop.newOrderId(), "1.00").with("Currency", "840");

        assertThat(shop.send(message.with("Taksit", "2")).outcome()).isEqualTo("Error CORE-2124");
        assertThat(shop.send(message).outcome()).isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1", "2", "12"})
    void theseInstalmentsAreGood(String instalments) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "1.00").with("Taksit", instalments))
                        .outcome())
                .isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"949", "840", "978", "826"})
    void theseCurrenciesAreOpen(String currency) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "1.00").with("Currency", currency))
                        .outcome())
                .isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"12/30", "12/2030", "12.2030", "05/26"})
    void theseExpiryDatesAreGood(String expires) {
        assertThat(shop.send(shop.sale(Shop.newOrderId(), "1.00").with("Expires", expires))
                        .outcome())
                .isEqualTo("Approved");
    }

    @ParameterizedTest
    @ValueSource(strings = {"MAILORDER", "TRUE"})
    void aMailOrderNeedsNoCvv(String value) {
        Message message =
                shop.sale(Shop.newOrderId(), "1.00").without("Cvv2Val").with("Extra/MAILORDER", value);

        assertThat(shop.send(message).outcome()).isEqualTo("Approved");
    }

    @Test
    void aStoreWithFewRightsIsRefusedWhatItHasNot() {
        Shop restricted = Shop.restricted(sandbox);
        Message sale = restricted.sale(Shop.newOrderId(), "1.00");

        assertThat(restricted.send(sale.with("Extra/MAILORDER", "MAILORDER")).outcome())
                .isEqualTo("Error CORE-2202");
        assertThat(restricted.send(sale.with("Currency", "840")).outcome()).isEqualTo("Error CORE-2105");
        assertThat(restricted.send(sale.with("Taksit", "4")).outcome()).isEqualTo("Error CORE-2204");
        assertThat(restricted.send(sale.with("Taksit", "3")).outcome()).isEqualTo("Approved");
    }

    @Test
    void settlementPointsAndRecurringAreNotOpen() {
        Map<String, String> refusals = Map.of(
                "Extra/SETTLE", "CORE-4000",
                "Extra/RECURRINGOPERATION", "CORE-5105");

        refusals.forEach((path, error) ->
                assertThat(shop.send(shop.head().with(path, "X")).outcome()).isEqualTo("Error " + error));
        assertThat(shop.send(shop.head().with("Type", "Query").with("Extra/MAXIPUANSORGU", "MAXIPUANSORGU"))
                        .outcome())
                .isEqualTo("Error CORE-2205");
    }

    @Test
    void aPaidOrderIdIsNeverTakenAgain() {
        String orderId = shop.paid("Auth", "10.00");
        shop.send(shop.voidOf(orderId));

        Answer again = shop.send(shop.sale(orderId, "10.00"));

        assertThat(again.outcome()).isEqualTo("Error CORE-2507");
        assertThat(again.get("ErrMsg")).isEqualTo("Bu siparis numarasi ile zaten basarili bir siparis var.");
        assertThat(shop.send(shop.preauth(orderId, "10.00")).outcome()).isEqualTo("Error CORE-2507");
        assertThat(sandbox.screen("halkbank").lines(orderId)).containsExactly("SALE VOIDED 1000");
    }

    @Test
    void twoStoresOfABankMayUseTheSameOrderId() {
        String orderId = shop.paid("Auth", "10.00");
        Shop other = Shop.restricted(sandbox);

        assertThat(other.send(other.sale(orderId, "20.00")).outcome()).isEqualTo("Approved");
        assertThat(shop.status(orderId).extra("CAPTURE_AMT")).isEqualTo("1000");
        assertThat(other.status(orderId).extra("CAPTURE_AMT")).isEqualTo("2000");
    }

    @Test
    void aDeclinedOrderIdMayBeTriedAgainWithTheSameInstalments() {
        String orderId = Shop.newOrderId();
        Message sale = shop.sale(orderId, "10.00").with("Taksit", "3");
        shop.send(sale.with("Number", "4355080000005103"));

        assertThat(shop.send(sale.with("Taksit", "2")).outcome()).isEqualTo("Error CORE-2601");
        assertThat(shop.send(sale).outcome()).isEqualTo("Approved");
        assertThat(sandbox.screen("halkbank").lines(orderId)).containsExactly("SALE DECLINED 0", "SALE CAPTURED 1000");
    }
}
